/** Which of its faces the stage shows. Pure, so that every combination can be tested. */
import type { PublicBroadcast, PublicCeremony } from '#lib/api/types.ts';

export type Scene = 'countdown' | 'soon' | 'on_air' | 'interrupted' | 'over' | 'cancelled';

export function scene(
	ceremony: Pick<PublicCeremony, 'state' | 'starts_at'>,
	broadcast: PublicBroadcast | null,
	now: number
): Scene {
	if (ceremony.state === 'cancelled') return 'cancelled';
	if (broadcast?.state === 'over' || (ceremony.state === 'ended' && broadcast?.state !== 'on_air')) return 'over';
	if (broadcast?.state === 'on_air') return 'on_air';
	if (broadcast?.state === 'interrupted') return 'interrupted';
	// Live without a word from the socket yet: the stream is there, so the picture can be tried at once.
	if (ceremony.state === 'live' && !broadcast) return 'on_air';
	return Date.parse(ceremony.starts_at) > now ? 'countdown' : 'soon';
}
