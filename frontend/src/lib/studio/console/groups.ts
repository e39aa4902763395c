/** Which pages an act on many would change. Pure. */
import type { Relay } from '#lib/api/types.ts';

type Each = Pick<Relay, 'desired' | 'withdrawn' | 'state' | 'on_backup'> & { page: { id: number; unit: { id: number; name: string } } };

export interface Grouped {
	start: number[];
	stop: number[];
	retry: number[];
}

/** Ids by act, of one unit or (null) of all; what a unit took back is left alone. */
export function grouped(relays: readonly Each[], unit: number | null): Grouped {
	const mine = relays.filter((it) => !it.withdrawn && (unit === null || it.page.unit.id === unit));
	const ids = (found: readonly Each[]): number[] => found.map((it) => it.page.id);
	const on = mine.filter((it) => it.desired === 'on');
	const ill = on.filter((it) => it.state === 'failed' || it.state === 'backoff' || it.on_backup);
	return { start: ids(mine.filter((it) => it.desired === 'off')), stop: ids(on), retry: ids(ill) };
}

/** The units whose pages are here, each once, in the order of the pages. */
export function unitsOf(relays: readonly Each[]): { id: number; name: string }[] {
	return [...new Map(relays.map(({ page }) => [page.unit.id, page.unit])).values()];
}
