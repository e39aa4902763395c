import { describe, expect, test } from 'vitest';
import type { CrewMessage } from '#lib/api/types.ts';
import type { DeskSide, ServerFrame } from '#lib/socket/frames.ts';
import { heard, QUIET, unread, waits, withMessages, type Talk } from './talk.ts';

const message = (id: number, more: Partial<CrewMessage> = {}): CrewMessage => ({
	id, ref: `r${id}`, author: 1, name: 'Minh', body: 'Sẵn sàng', urgent: false, at: '2026-11-23T00:00:00Z', seen_by: null, seen_at: null, ...more
});
const mine = (ref: string): Talk['outbox'][number] => ({ ref, author: 1, body: 'a', urgent: false, refused: null });
const frame = (value: object): ServerFrame<DeskSide> => value as ServerFrame<DeskSide>;
const said = (...messages: CrewMessage[]): ServerFrame<DeskSide> =>
	frame({ type: 'batch', from: 0, to: 9, events: messages.map((it) => ({ type: 'crew.said', seq: it.id, message: it })) });

describe('the talk of the crew', () => {
	test('a message heard twice is there once, and leaves the outbox', () => {
		const talk = heard(heard({ messages: [], outbox: [mine('r1'), mine('r2')] }, said(message(1))), said(message(1)));
		expect(talk.messages.map((it) => it.id)).toEqual([1]);
		expect(talk.outbox.map((it) => it.ref)).toEqual(['r2']);
	});

	test('a ref of somebody else is no answer to mine', () => {
		expect(heard({ messages: [], outbox: [mine('r1')] }, said(message(1, { author: 2 }))).outbox).toHaveLength(1);
	});

	test('a whole snapshot replaces, a resumed one adds, and both keep what is on its way', () => {
		const talk: Talk = { messages: [message(1)], outbox: [mine('x')] };
		const resumed = heard(talk, frame({ type: 'snapshot', resumed: true, crew: [message(2)] }));
		expect(resumed.messages.map((it) => it.id)).toEqual([1, 2]);
		const whole = heard(talk, frame({ type: 'snapshot', resumed: false, crew: [] }));
		expect([whole.messages, whole.outbox.length]).toEqual([[], 1]);
	});

	test('an older answer never makes a seen message unseen', () => {
		const seen = message(1, { urgent: true, seen_at: '2026-11-23T00:00:01Z', seen_by: 'Hoa' });
		const talk = withMessages(withMessages(QUIET, [seen]), [message(1, { urgent: true })]);
		expect(talk.messages.filter(waits)).toEqual([]);
	});

	test('an urgent message that nobody saw stays, however many came after it', () => {
		const many = Array.from({ length: 400 }, (_, id) => message(id + 1, { urgent: id === 0 }));
		const talk = withMessages(QUIET, many);
		expect([talk.messages.length, talk.messages[0]?.id]).toEqual([301, 1]);
	});

	test('too fast is tried again, too long is not', () => {
		const talk: Talk = { messages: [], outbox: [mine('r')] };
		const error = (retry_after: number | null): Talk => heard(talk, frame({ type: 'error', ref: 'r', code: 'x', message: 'Dài', retry_after }));
		expect([error(3).outbox[0]?.refused, error(null).outbox[0]?.refused]).toEqual([null, 'Dài']);
	});

	test('one does not count what one said oneself', () => {
		expect(unread(withMessages(QUIET, [message(1), message(2, { author: 2 }), message(3, { author: 2 })]), 2, 1)).toBe(1);
	});
});
