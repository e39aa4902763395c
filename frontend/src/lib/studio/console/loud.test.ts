import { expect, test } from 'vitest';
import { loudness, part } from './loud.ts';

const at = (peak: number, lufs: number | null) => ({ peak_db: [peak, peak - 2], rms_db: [peak - 12, peak - 14], lufs_s: lufs });

test('a meter begins at −60 dB, ends at full scale and never leaves its frame', () => {
	expect([-120, -60, -30, 0, 6].map(part)).toEqual([0, 0, 0.5, 1, 1]);
});

test('loudness has a word, and silence has its own', () => {
	expect(loudness(null)).toBe('none');
	expect(loudness(at(-90, null))).toBe('none');
	expect(loudness(at(-30, -34))).toBe('low');
	expect(loudness(at(-6, -16.3))).toBe('good');
	expect(loudness(at(-6, null))).toBe('good');
	expect(loudness(at(-0.4, -14))).toBe('high');
	expect(loudness(at(-3, -8))).toBe('high');
});
