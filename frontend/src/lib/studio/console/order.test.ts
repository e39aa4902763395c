import { describe, expect, it } from 'vitest';
import type { Broadcast } from '#lib/api/types.ts';
import { moved, orderOf, seenAtOnce, sorted } from './order.ts';

const source = (id: number, backup: number | null): Broadcast['sources'][number] => ({ id, backup }) as Broadcast['sources'][number];

describe('orderOf', () => {
	const sources = [source(3, 2), source(4, null), source(7, 1), source(9, null)];
	it('puts the main source first and the backups by their places', () => {
		expect(orderOf({ source: source(9, null), sources })).toEqual([9, 7, 3]);
	});
	it('names the main source once, and nothing where there is none', () => {
		expect(orderOf({ source: source(3, 1), sources: [source(3, 1)] })).toEqual([3]);
		expect(orderOf({ source: null, sources: [source(3, null)] })).toEqual([]);
	});
	it('lists the rest after it as they came', () => {
		expect(sorted({ source: source(9, null), sources }).map((each) => each.id)).toEqual([9, 7, 3, 4]);
	});
});

describe('moved', () => {
	it('goes one step, and no further than the ends', () => {
		expect(moved([1, 2, 3], 3, -1)).toEqual([1, 3, 2]);
		expect(moved([1, 2, 3], 1, 1)).toEqual([2, 1, 3]);
		expect(moved([1, 2, 3], 1, -1)).toEqual([1, 2, 3]);
	});
});

describe('seenAtOnce', () => {
	const main = source(1, null);
	it('is nothing before the start', () => {
		expect(seenAtOnce({ desired: 'idle', source: main, take: null }, [2, 1])).toBeNull();
	});
	it('is a cut for another main source, nothing for another order of the backups', () => {
		expect(seenAtOnce({ desired: 'on_air', source: main, take: null }, [2, 1])).toBe('cut');
		expect(seenAtOnce({ desired: 'on_air', source: main, take: null }, [1, 3, 2])).toBeNull();
	});
	it('undoes what a hand chose, unless that becomes the main source', () => {
		expect(seenAtOnce({ desired: 'on_air', source: main, take: 2 }, [1, 3, 2])).toBe('untake');
		expect(seenAtOnce({ desired: 'on_air', source: main, take: 2 }, [2, 1])).toBe('cut');
	});
});
