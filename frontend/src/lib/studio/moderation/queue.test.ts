import { expect, test } from 'vitest';
import type { CommentState, DeskComment } from '#lib/api/types.ts';
import { counts, fits, folded, nextOpen, pagesOf, refreshed, rows, waiting, WIDE, type Look } from './queue.ts';

const comment = (id: number, state: CommentState = 'pending'): DeskComment =>
	({ id, state, name: 'Lan', body: `b${id}`, pinned: false, held_for: [], first_time: false, device: 'd1', origin: null }) as unknown as DeskComment;

test('what comes in waits, and is counted', () => {
	const shown = refreshed([comment(1), comment(2, 'published')], WIDE);
	const later = [comment(1), comment(2, 'published'), comment(3), comment(4, 'hidden'), comment(5)];
	expect(shown.ids).toEqual([1]);
	expect(waiting(later, WIDE, shown)).toBe(2);
	expect(rows(later, shown).map((each) => each.id)).toEqual([1]);
});

test('what was decided stays in its place until the list is made anew', () => {
	const shown = refreshed([comment(1), comment(2)], WIDE);
	const later = [comment(1, 'published'), comment(2)];
	expect(rows(later, shown).map((each) => [each.id, each.state])).toEqual([[1, 'published'], [2, 'pending']]);
	expect(refreshed(later, WIDE).ids).toEqual([2]);
});

test('the cursor goes to the next one that needs a decision', () => {
	const list = [comment(1, 'published'), comment(2, 'hidden'), comment(3)];
	expect(nextOpen(list, 1)).toBe(3);
	expect(nextOpen(list, 3)).toBe(3);
});

test('the cursor stays on the last row where nothing is open', () => {
	expect(nextOpen([comment(1, 'hidden')], 1)).toBe(1);
	expect(nextOpen([], 1)).toBeNull();
});

test('every filter knows its number', () => {
	expect(counts([comment(1), comment(2, 'hidden'), comment(3)])).toEqual({ pending: 2, published: 0, hidden: 1, all: 3 });
});

test('a search knows no marks, no case and no order, and filters add up', () => {
	const said = { ...comment(7), name: 'Cô Hoa', body: 'Đường vào ĐỀN THƯỢNG tắc', held_for: ['link'] } as DeskComment;
	const look = (more: Partial<Look>): Look => ({ ...WIDE, filter: 'all', ...more });
	expect(folded('Đền THƯỢNG')).toBe('den thuong');
	for (const query of ['den thuong', 'thuong hoa', 'ĐỀN', '#d1', '']) expect(fits(said, look({ query }))).toBe(true);
	expect(fits(said, look({ query: 'den hung' }))).toBe(false);
	expect(fits(said, look({ held: true }))).toBe(true);
	expect(fits(said, look({ held: true, first: true }))).toBe(false);
	expect(fits(said, look({ device: 'd2' }))).toBe(false);
	expect([fits(said, look({ page: 'own' })), fits(said, look({ page: 'Trang xã' }))]).toEqual([true, false]);
	expect(pagesOf([said, { ...said, origin: { page: 'Trang xã' } } as DeskComment])).toEqual(['Trang xã']);
});
