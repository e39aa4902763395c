import { describe, expect, it } from 'vitest';
import type { Broadcast } from '#lib/api/types.ts';
import { orderOf } from './order.ts';

const source = (id: number, backup: number | null): Broadcast['sources'][number] => ({ id, backup }) as Broadcast['sources'][number];

describe('orderOf', () => {
	it('puts the main source first and the backups by their places', () => {
		const sources = [source(3, 2), source(4, null), source(7, 1), source(9, null)];
		expect(orderOf({ source: source(9, null), sources })).toEqual([9, 7, 3]);
	});
	it('names the main source once, and nothing where there is none', () => {
		expect(orderOf({ source: source(3, 1), sources: [source(3, 1)] })).toEqual([3]);
		expect(orderOf({ source: null, sources: [source(3, null)] })).toEqual([]);
	});
});
