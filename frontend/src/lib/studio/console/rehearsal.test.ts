import { expect, test } from 'vitest';
import type { RehearsalVerdict } from '#lib/api/types.ts';
import { leftMs, split } from './rehearsal.ts';

const check = (code: string, state: 'passed' | 'failed' | 'not_tried'): RehearsalVerdict['checks'][number] => ({
	code, state, did: '', expected: '', measured: '', advice: ''
});

test('what failed is read first, then what was not tried', () => {
	const found = split([check('a', 'passed'), check('b', 'not_tried'), check('c', 'failed')]);
	expect(found.open.map((it) => it.code)).toEqual(['c', 'b']);
	expect(found.passed.map((it) => it.code)).toEqual(['a']);
});

test('it counts down from its first picture, and not below nothing', () => {
	const it = { on_air_at: '2026-11-23T00:00:00Z', length_s: 120 };
	expect(leftMs(it, Date.parse('2026-11-23T00:01:00Z'))).toBe(60_000);
	expect(leftMs(it, Date.parse('2026-11-23T01:00:00Z'))).toBe(0);
	expect(leftMs({ on_air_at: null, length_s: 120 }, 0)).toBe(120_000);
});
