import { expect, test } from 'vitest';
import { partAt, place } from './parts.ts';

const PARTS = [{ at_s: 5, title: 'Chào cờ' }, { at_s: 60, title: 'Phát biểu' }];

test('a moment belongs to the part that began last', () => {
	expect([0, 4.9, 5, 59, 61].map((now) => partAt(PARTS, now))).toEqual([-1, 0, 0, 0, 1]);
	expect(partAt([], 10)).toBe(-1);
});

test('a moment has its place on a bar that need not begin at nought', () => {
	const span = { from: 100, to: 200 };
	expect([90, 100, 150, 250].map((now) => place(now, span))).toEqual([0, 0, 0.5, 1]);
	expect(place(3, { from: 0, to: 0 })).toBe(0);
});
