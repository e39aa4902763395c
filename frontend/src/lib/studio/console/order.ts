/** The order of sources, and what a change of it means on air. Pure. */
import type { Broadcast } from '#lib/api/types.ts';

type Ordered = Pick<Broadcast, 'source' | 'sources'>;
type Aired = Pick<Broadcast, 'source' | 'take' | 'desired'>;

/** Ids in the order in which they are shown: the main source, then the backups. */
export function orderOf(broadcast: Ordered): number[] {
	const backups = broadcast.sources
		.filter((each) => each.backup !== null && each.id !== broadcast.source?.id)
		.sort((a, b) => (a.backup ?? 0) - (b.backup ?? 0) || a.id - b.id);
	return [...(broadcast.source ? [broadcast.source.id] : []), ...backups.map((each) => each.id)];
}

/** Everything, for a list: in order, then the rest as they came. */
export function sorted(broadcast: Ordered): Broadcast['sources'] {
	const order = orderOf(broadcast);
	const place = (id: number): number => (order.includes(id) ? order.indexOf(id) : order.length);
	return [...broadcast.sources].sort((a, b) => place(a.id) - place(b.id) || a.id - b.id);
}

/** The same ids with one of them a step forward (−1) or back (1). */
export function moved<T>(order: readonly T[], id: T, step: -1 | 1): T[] {
	const next = order.filter((each) => each !== id);
	next.splice(Math.max(0, order.indexOf(id) + step), 0, id);
	return next;
}

/** What viewers would see at once: another main source, a hand's choice undone (every order undoes it), or nothing new. */
export function seenAtOnce(broadcast: Aired, next: number[]): 'cut' | 'untake' | null {
	if (broadcast.desired !== 'on_air') return null;
	if (broadcast.take !== null && broadcast.take !== next[0]) return 'untake';
	return next[0] === broadcast.source?.id ? null : 'cut';
}
