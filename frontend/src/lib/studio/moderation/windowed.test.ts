import { expect, test } from 'vitest';
import { GUESS, offsets, rowAt, slice } from './windowed.ts';

const ids = Array.from({ length: 10_000 }, (_, n) => n);

test('ten thousand rows are some twenty on the page', () => {
	const tops = offsets(ids, new Map());
	const seen = slice(tops, 500_000, 500_800);
	expect(seen.to - seen.from).toBeLessThan(25);
	expect(seen.above + seen.below + (seen.to - seen.from) * GUESS).toBe(10_000 * GUESS);
	expect(tops[seen.from]).toBeLessThanOrEqual(500_000);
	expect(tops[seen.to]).toBeGreaterThanOrEqual(500_800);
});

test('measured heights count, and the ends are ends', () => {
	const tops = offsets([1, 2, 3], new Map([[2, 300]]));
	expect(tops).toEqual([0, GUESS, GUESS + 300, 2 * GUESS + 300]);
	expect([rowAt(tops, 0), rowAt(tops, GUESS), rowAt(tops, GUESS + 299), rowAt(tops, 1e9)]).toEqual([0, 1, 1, 2]);
	expect(slice(tops, 0, 800)).toEqual({ from: 0, to: 3, above: 0, below: 0 });
	expect(slice(offsets([], new Map()), 0, 800)).toEqual({ from: 0, to: 0, above: 0, below: 0 });
});
