/** How long to wait before try number `tries` (from 0), in ms: a pure function, `luck` in [0, 1). */
const FIRST_MS = 500;
const LONGEST_MS = 20_000;

export function backoff(tries: number, luck: number): number {
	const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 16));
	// Half of it is chance, so that a thousand phones do not come back in the same second.
	return Math.round(ceiling / 2 + (ceiling / 2) * luck);
}
