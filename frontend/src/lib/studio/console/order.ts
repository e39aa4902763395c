import type { Broadcast } from '#lib/api/types.ts';

/** Ids in the order in which they are shown: the main source, then the backups. */
export function orderOf(broadcast: Pick<Broadcast, 'source' | 'sources'>): number[] {
	const backups = broadcast.sources
		.filter((each) => each.backup !== null && each.id !== broadcast.source?.id)
		.sort((a, b) => (a.backup ?? 0) - (b.backup ?? 0) || a.id - b.id);
	return [...(broadcast.source ? [broadcast.source.id] : []), ...backups.map((each) => each.id)];
}
