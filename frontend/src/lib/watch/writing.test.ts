import { expect, test } from 'vitest';
import { closedBecause, isSendKey } from './writing.ts';

const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };

test('Enter sends', () => expect(isSendKey(enter)).toBe(true));
test('Shift and Enter breaks the line', () => expect(isSendKey({ ...enter, shiftKey: true })).toBe(false));
test('an Enter that ends a composition does not send', () => {
	expect(isSendKey({ ...enter, isComposing: true })).toBe(false);
	expect(isSendKey({ ...enter, keyCode: 229 })).toBe(false);
});
test('letters do not send', () => expect(isSendKey({ ...enter, key: 'a', keyCode: 65 })).toBe(false));

const CLOSES = '2026-11-23T05:00:00Z';
const at = (iso: string): number => Date.parse(iso);

test('a room says itself why it is closed', () => {
	expect(closedBecause({ closed_because: 'cancelled', closes_at: null }, at(CLOSES))).toBe('cancelled');
	expect(closedBecause({ closed_because: null, closes_at: null }, at(CLOSES))).toBeNull();
});

test('an open room closes by itself an hour after the end, without a word from the server', () => {
	expect(closedBecause({ closed_because: null, closes_at: CLOSES }, at(CLOSES) - 1)).toBeNull();
	expect(closedBecause({ closed_because: null, closes_at: CLOSES }, at(CLOSES))).toBe('over');
});
