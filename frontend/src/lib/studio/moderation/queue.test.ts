import { expect, test } from 'vitest';
import type { CommentState, DeskComment } from '#lib/api/types.ts';
import { counts, nextOpen, refreshed, rows, waiting } from './queue.ts';

const comment = (id: number, state: CommentState = 'pending'): DeskComment =>
	({ id, state, name: 'Lan', body: `b${id}`, pinned: false }) as DeskComment;

test('what comes in waits, and is counted', () => {
	const shown = refreshed([comment(1), comment(2, 'published')], 'pending');
	const later = [comment(1), comment(2, 'published'), comment(3), comment(4, 'hidden'), comment(5)];
	expect(shown.ids).toEqual([1]);
	expect(waiting(later, 'pending', shown)).toBe(2);
	expect(rows(later, shown).map((each) => each.id)).toEqual([1]);
});

test('what was decided stays in its place until the list is made anew', () => {
	const shown = refreshed([comment(1), comment(2)], 'pending');
	const later = [comment(1, 'published'), comment(2)];
	expect(rows(later, shown).map((each) => [each.id, each.state])).toEqual([[1, 'published'], [2, 'pending']]);
	expect(refreshed(later, 'pending').ids).toEqual([2]);
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
