import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';

test('the first wait is short, and never nothing', () => {
	expect(backoff(0, 0)).toBe(250);
	expect(backoff(0, 0.999)).toBeLessThanOrEqual(500);
});

test('waits double from try to try until the longest', () => {
	const waits = [0, 1, 2, 3, 4, 5, 6, 7].map((tries) => backoff(tries, 1));
	expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16000, 20000, 20000]);
});

test('a thousand tries do not overflow', () => {
	expect(backoff(1000, 0.5)).toBe(15_000);
});

test('chance spreads one try over half of its wait', () => {
	expect(backoff(4, 0)).toBe(4000);
	expect(backoff(4, 0.5)).toBe(6000);
});
