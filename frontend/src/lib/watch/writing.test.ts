import { expect, test } from 'vitest';
import { isSendKey } from './writing.ts';

const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };

test('Enter sends', () => expect(isSendKey(enter)).toBe(true));
test('Shift and Enter breaks the line', () => expect(isSendKey({ ...enter, shiftKey: true })).toBe(false));
test('an Enter that ends a composition does not send', () => {
	expect(isSendKey({ ...enter, isComposing: true })).toBe(false);
	expect(isSendKey({ ...enter, keyCode: 229 })).toBe(false);
});
test('letters do not send', () => expect(isSendKey({ ...enter, key: 'a', keyCode: 65 })).toBe(false));
