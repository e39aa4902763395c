import { describe, expect, it } from 'vitest';
import type { Board, Broadcast } from '#lib/api/types.ts';
import { changedSince, megabits, sorted } from './readiness.ts';

type Row = Board['rows'][number];
const row = (id: number, level: Row['level']): Row => ({
	page: { id, name: `Trang ${id}`, kind: 'facebook', unit: { id: 1, slug: 'xa', name: 'Xã' } }, level, contact: '', found: []
});
const board = (...rows: Row[]): Board => ({ rows }) as Board;
const relays = (...ids: number[]): Broadcast => ({ relays: ids.map((id) => ({ desired: 'on', page: { id } })) }) as Broadcast;

describe('the board of the pages', () => {
	it('has the gravest first, and keeps the order else', () => {
		const { troubled, fine } = sorted([row(1, 'amber'), row(2, 'green'), row(3, 'red'), row(4, 'amber')]);
		expect(troubled.map((it) => it.page.id)).toEqual([3, 1, 4]);
		expect(fine.map((it) => it.page.id)).toEqual([2]);
	});

	it('says when it is about other pages than those that are on now', () => {
		const looked = board(row(1, 'green'), row(2, 'green'));
		expect(changedSince(looked, relays(2, 1))).toBe(false);
		expect(changedSince(looked, relays(1))).toBe(true);
		expect(changedSince(looked, relays(1, 3))).toBe(true);
	});

	it('tells the line in megabits, as people here write them', () => {
		expect(megabits(42_500, 'vi')).toBe('42,5 Mb/s');
		expect(megabits(42_000, 'en')).toBe('42 Mb/s');
	});
});
