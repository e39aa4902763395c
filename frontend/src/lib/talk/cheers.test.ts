import { expect, test } from 'vitest';
import { none, others, tapped } from './cheers.ts';

test('taps gather up to what the server takes at once', () => {
	let waiting = none();
	for (let tap = 0; tap < 9; tap += 1) waiting = tapped(waiting, 'heart');
	expect(tapped(waiting, 'flag')).toEqual({ heart: 5, flag: 1 });
});

test('what this phone sent does not float a second time', () => {
	const sums = { type: 'reactions', heart: 3, flag: 2 } as const;
	expect(others(sums, { heart: 2, flag: 4 })).toEqual({ shown: { heart: 1, flag: 0 }, own: { heart: 0, flag: 2 } });
});

test('a thousand hearts are a handful on the screen', () => {
	expect(others({ type: 'reactions', heart: 999, flag: 0 }, none()).shown).toEqual({ heart: 8, flag: 0 });
});
