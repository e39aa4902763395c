/** Taps gathered to at most one frame a second and kind, and what is shown of everybody's. Pure. */
import type { Reactions } from '#lib/socket/frames.ts';

export type Kind = 'heart' | 'flag';
export const KINDS: readonly Kind[] = ['heart', 'flag'];
/** What the server takes in one frame. */
const MOST_AT_ONCE = 5;
/** What floats up of one sum: more is not seen as more, and a cheap phone has to draw it. */
const MOST_FLOATING = 8;

export type Counts = Record<Kind, number>;
export const none = (): Counts => ({ heart: 0, flag: 0 });

/** One tap more; what is over the bound is shown here and not sent. */
export function tapped(waiting: Counts, kind: Kind): Counts {
	return { ...waiting, [kind]: Math.min(waiting[kind] + 1, MOST_AT_ONCE) };
}

/** What others sent: the sum without what this phone sent and has shown already; and what of its own is still to come. */
export function others(sums: Reactions, own: Counts): { shown: Counts; own: Counts } {
	const [shown, left] = [none(), none()];
	for (const kind of KINDS) {
		const mine = Math.min(sums[kind], own[kind]);
		shown[kind] = Math.min(sums[kind] - mine, MOST_FLOATING);
		left[kind] = own[kind] - mine;
	}
	return { shown, own: left };
}
