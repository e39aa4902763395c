/** What a program's and a relay's figures mean. Pure. */
import type { Broadcast, Relay } from '#lib/api/types.ts';

/** After this long without trouble an error is history. */
export const STEADY_MS = 60_000;
/** These are no accidents that pass: they hold for as long as the source is used. */
const LASTING = new Set(['source_no_audio']);

type Health = Pick<Relay, 'since' | 'last_error'> & { state: string };

/** Since when the trouble of its last error is over; null while it is not, or not for sure. */
export function steadySince({ state, since, last_error: error }: Health, now: number): string | null {
	if (state !== 'running' || !since || !error || LASTING.has(error.code)) return null;
	const from = error.at && Date.parse(error.at) > Date.parse(since) ? error.at : since;
	return now - Date.parse(from) >= STEADY_MS ? from : null;
}

/** How many of the pages that are to be sent to are sent to, by what moves and not by what was asked. */
export function sending(broadcast: Pick<Broadcast, 'relays'>): { running: number; waiting: number; wanted: number } {
	const wanted = broadcast.relays.filter((relay) => relay.desired === 'on' && !relay.withdrawn);
	const count = (state: Relay['state']): number => wanted.filter((relay) => relay.state === state).length;
	// A process that runs while nothing leaves it sends nothing.
	const running = wanted.filter((relay) => relay.state === 'running' && relay.flowing !== false).length;
	return { running, waiting: count('waiting'), wanted: wanted.length };
}

/** Why a relay waits: there is no program to send, or the page takes nothing of it. */
export function waitsFor(
	relay: Pick<Relay, 'state' | 'waits_for'>, program: Pick<Broadcast['program'], 'state'>
): 'program' | 'page' | 'uplink' | 'cap' | null {
	if (relay.state !== 'waiting') return null;
	if (relay.waits_for) return relay.waits_for;
	return program.state === 'running' ? 'page' : 'program';
}

/** A next try so near, or so overdue, that no count of seconds helps anybody. */
export const soon = (nextTry: string, now: number): boolean => Date.parse(nextTry) - now < 5000;
