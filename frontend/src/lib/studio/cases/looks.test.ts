import { describe, expect, test } from 'vitest';
import type { Case } from '#lib/api/cases.ts';
import { appended, CASE_STATES, LOOKS, stepped } from './looks.ts';

const cases = [9, 7, 4].map((id) => ({ id, subject: String(id) }) as Case);

describe('the next case', () => {
	test.each([
		[0, 1, 9], [0, -1, 9], [9, 1, 7], [7, -1, 9], [4, 1, 4], [9, -1, 9], [1, 1, 9]
	] as const)('from %i by %i is %i', (from, step, to) => {
		expect(stepped(cases, from, step)).toBe(to);
	});

	test('of an empty list is none', () => {
		expect(stepped([], 7, 1)).toBe(0);
	});
});

test('an older page stands behind, and nothing twice', () => {
	const again = { id: 4, subject: 'changed' } as Case;
	const older = [again, { id: 2 } as Case];
	expect(appended(cases, older).map((each) => each.id)).toEqual([9, 7, 4, 2]);
	expect(appended(cases, older)[2]).toBe(again);
});

test('each state has a shape of its own, for those who see no colours', () => {
	expect(new Set(CASE_STATES.map((state) => LOOKS[state].shape)).size).toBe(CASE_STATES.length);
});
