import { expect, test, vi } from 'vitest';
import { life, onExpired, tellBack, tellExpired, whenBack } from './expiry.ts';

test('what waits for a login is done once, when it is there', () => {
	const again = vi.fn();
	whenBack(life(), again);
	whenBack(life(), again);
	expect(again).not.toHaveBeenCalled();
	tellBack();
	tellBack();
	expect(again).toHaveBeenCalledTimes(1);
});

test('what was forgotten is not done', () => {
	const again = vi.fn();
	whenBack(life(), again)();
	tellBack();
	expect(again).not.toHaveBeenCalled();
});

test('a refusal that an earlier login earned is not held against this one', async () => {
	const [told, again] = [vi.fn(), vi.fn()];
	onExpired(told);
	const before = life();
	tellBack();
	tellExpired(before);
	expect(told).not.toHaveBeenCalled();
	whenBack(before, again);
	await Promise.resolve();
	expect(again).toHaveBeenCalledTimes(1);
	tellExpired(life());
	expect(told).toHaveBeenCalledTimes(1);
});
