import { expect, test } from 'vitest';
import type { PublicComment } from '#lib/api/types.ts';
import { acked, queued, refused, settled, unsent, withdrawn, type Outgoing } from './outbox.ts';

const post = { ref: 'r1', name: 'Lan', body: 'Xin chào', at: '2026-11-23T00:00:00Z' };
const box = (): Outgoing[] => queued([], post);
const shown = (more: Partial<PublicComment>): PublicComment => ({
	id: 5, name: 'Lan', body: 'x', at: '', pinned: false, position: 1, origin: null, ...more
});

test('a message is on its way until the server has it', () => {
	expect(unsent(box())).toHaveLength(1);
	expect(unsent(acked(box(), { type: 'ack', ref: 'r1', id: 5, seq: 9, state: 'pending' }))).toHaveLength(0);
});

test('an ack says what became of it', () => {
	expect(acked(box(), { type: 'ack', ref: 'r1', id: 5, seq: 9, state: 'pending' })[0]).toMatchObject({
		state: 'acked', id: 5, fate: 'pending'
	});
});

test('a refusal keeps the text and says why', () => {
	const entry = refused(box(), { type: 'error', ref: 'r1', code: 'too_fast', message: 'Chậm lại', retry_after: 3 })[0];
	expect(entry).toMatchObject({ state: 'refused', message: 'Chậm lại', retryAfter: 3, body: 'Xin chào' });
});

test('a late refusal does not undo an ack', () => {
	const done = acked(box(), { type: 'ack', ref: 'r1', id: 5, seq: 9, state: 'published' });
	expect(refused(done, { type: 'error', ref: 'r1', code: 'x', message: 'x', retry_after: null })).toEqual(done);
});

test('it leaves when the room shows its ref, or the id that the ack named', () => {
	expect(settled(box(), [shown({ ref: 'r1' })])).toEqual([]);
	const done = acked(box(), { type: 'ack', ref: 'r1', id: 5, seq: 9, state: 'published' });
	expect(settled(done, [shown({})])).toEqual([]);
});

test('it stays while the room shows others', () => {
	const held = box();
	expect(settled(held, [shown({ id: 6 })])).toBe(held);
});

test('sending the same again does not double it', () => {
	expect(queued(box(), post)).toHaveLength(1);
});

test('a withdrawn message is gone', () => {
	expect(withdrawn(box(), 'r1')).toEqual([]);
});
