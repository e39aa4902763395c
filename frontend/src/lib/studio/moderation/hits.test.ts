import { describe, expect, it } from 'vitest';
import { parts } from './hits.ts';

const shown = (text: string, hits: number[][]): string => parts(text, hits).map((part) => (part.hit ? `[${part.text}]` : part.text)).join('');

describe('a text with what was found in it', () => {
	it('is cut where a browser counts, and loses no letter', () => {
		expect(shown('👍 Chán quá', [[3, 7]])).toBe('👍 [Chán] quá');
		expect(shown('ab', [[0, 1], [1, 2]])).toBe('[a][b]');
		expect(shown('abc', [])).toBe('abc');
		expect(shown('', [])).toBe('');
	});

	it('survives places that overlap, are out of order, or are none', () => {
		expect(shown('abcdef', [[3, 5], [0, 2], [1, 4]])).toBe('[ab][cd][e]f');
		expect(shown('abc', [[2, 99], [5, 1], []])).toBe('ab[c]');
	});
});
