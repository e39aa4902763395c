/**
 * A list of thousands of which only what is in sight is on the page. Heights that were measured are kept;
 * others are guessed, so the bar's length is honest within a guess. Pure.
 */
export const GUESS = 104;
const OVERSCAN = 600;

/** Where each row begins, and after the last one where the list ends; pixels. */
export function offsets(ids: readonly number[], heights: ReadonlyMap<number, number>): number[] {
	const tops = [0];
	let top = 0;
	for (const id of ids) tops.push((top += heights.get(id) ?? GUESS));
	return tops;
}

/** The first row that ends after `y`. */
export function rowAt(tops: readonly number[], y: number): number {
	let [low, high] = [0, Math.max(0, tops.length - 2)];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((tops[middle + 1] ?? 0) > y) high = middle;
		else low = middle + 1;
	}
	return low;
}

export interface Slice {
	from: number;
	/** Excluded. */
	to: number;
	/** Empty space above and below, in pixels. */
	above: number;
	below: number;
}

/** What of the list lies between two heights, and a bit around it. */
export function slice(tops: readonly number[], top: number, bottom: number): Slice {
	const count = tops.length - 1;
	if (count < 1) return { from: 0, to: 0, above: 0, below: 0 };
	const from = rowAt(tops, Math.max(0, top - OVERSCAN));
	const to = Math.min(count, rowAt(tops, bottom + OVERSCAN) + 1);
	return { from, to, above: tops[from] ?? 0, below: (tops[count] ?? 0) - (tops[to] ?? 0) };
}
