import { expect, test } from 'vitest';
import { bytes, percent } from './size.ts';

test('sizes have two or three digits that matter', () => {
	expect([0, 900, 400_000, 412_300_000, 999_700_000, 1_240_000_000, 74e9, 2.5e12].map((count) => bytes(count, 'vi'))).toEqual([
		'0 kB', '1 kB', '400 kB', '412 MB', '1 GB', '1,2 GB', '74 GB', '2,5 TB'
	]);
	expect(bytes(1_240_000_000, 'en')).toBe('1.2 GB');
});

test('small shares keep one more digit', () => {
	expect([0, 0.05, 0.043, 0.2, 0.294].map((share) => percent(share, 'vi'))).toEqual(['0%', '5%', '4,3%', '20%', '29%']);
});
