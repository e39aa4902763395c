import { describe, expect, it } from 'vitest';
import { keep, recall } from './kept.ts';
import type { Unheard } from './talk.ts';

class Memory {
	held = new Map<string, string>();
	getItem = (key: string): string | null => this.held.get(key) ?? null;
	setItem = (key: string, value: string): void => void this.held.set(key, value);
	removeItem = (key: string): void => void this.held.delete(key);
}
const waiting = (ref: string, author = 7): Unheard => ({ ref, author, body: `tin ${ref}`, urgent: false, refused: null });

describe('what the crew has not heard yet', () => {
	it('is there again for its author, and gone once nothing waits', () => {
		const store = new Memory();
		keep(store, 'le', { author: 7, body: 'Mất', urgent: true, outbox: [waiting('a')] });
		expect(recall(store, 'le', 7)).toEqual({ author: 7, body: 'Mất', urgent: true, outbox: [waiting('a')] });
		expect(recall(store, 'khác', 7)).toBeNull();
		keep(store, 'le', { author: 7, body: '', urgent: false, outbox: [] });
		expect(store.held.size).toBe(0);
	});

	it('is nobody else’s: who logs in next neither reads nor sends it', () => {
		const store = new Memory();
		keep(store, 'le', { author: 7, body: 'Mất', urgent: false, outbox: [] });
		expect(recall(store, 'le', 8)).toBeNull();
		expect(recall(store, 'le', 7)).toBeNull();
	});

	it('is bounded, and what is broken is nothing', () => {
		const store = new Memory();
		keep(store, 'le', { author: 7, body: 'x'.repeat(900), urgent: false, outbox: Array.from({ length: 40 }, (_, n) => waiting(`r${n}`)) });
		const kept = recall(store, 'le', 7);
		expect([kept?.body.length, kept?.outbox.length, kept?.outbox.at(-1)?.ref]).toEqual([500, 20, 'r39']);
		for (const broken of ['{', '5', '{"author":7}', '{"author":7,"body":"","outbox":[{"author":7}]}']) {
			store.setItem('nhipcau_crew_unsent:le', broken);
			expect(recall(store, 'le', 7)?.outbox ?? []).toEqual([]);
		}
	});

	it('does no harm where the browser keeps nothing', () => {
		const none = { getItem: (): never => { throw new Error('no'); }, setItem: (): never => { throw new Error('full'); }, removeItem: (): never => { throw new Error('no'); } };
		keep(none, 'le', { author: 7, body: 'a', urgent: false, outbox: [] });
		expect(recall(none, 'le', 7)).toBeNull();
	});
});
