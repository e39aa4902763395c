import { expect, test } from 'vitest';
import type { Ceremony } from '#lib/api/types.ts';
import { dayKey } from '#lib/i18n/time.ts';
import { groupOf, nextStep, type Step } from './next.ts';

const ceremony = (more: Partial<Ceremony>): Ceremony =>
	({
		slug: 'le', state: 'scheduled', review_state: 'draft', legal_actions: [], my_roles: [], published_version: null,
		has_unpublished_changes: true, starts_at: '2026-11-23T09:00:00Z', ends_at: '2026-11-23T10:00:00Z', ...more
	}) as Ceremony;

const cases: [string, Partial<Ceremony>, Step, string][] = [
	['a draft is submitted', { legal_actions: ['submit', 'cancel'] }, 'submit', '/studio/c/le'],
	['one in review is approved by who may', { review_state: 'in_review', legal_actions: ['approve', 'send_back'] }, 'approve', '/studio/c/le'],
	['and waited for by the others', { review_state: 'in_review' }, 'waiting', '/studio/c/le'],
	['an approved one is published', { review_state: 'approved', legal_actions: ['publish'] }, 'publish', '/studio/c/le'],
	['a changed one is published again', { published_version: 1, legal_actions: ['publish'] }, 'republish', '/studio/c/le'],
	['the technician prepares a published one', { published_version: 1, has_unpublished_changes: false, review_state: 'approved', my_roles: ['technician'] }, 'prepare', '/studio/c/le/console'],
	['on air, the technician goes to the console', { state: 'live', my_roles: ['moderator', 'technician'] }, 'console', '/studio/c/le/console'],
	['and the moderator to the comments', { state: 'live', my_roles: ['moderator'] }, 'comments', '/studio/c/le/comments'],
	['nothing is left of one that ended', { state: 'ended', legal_actions: ['reopen'] }, 'none', '/studio/c/le']
];

test.each(cases)('%s', (_, more, step, href) => {
	expect(nextStep(ceremony(more))).toEqual({ step, href });
});

test('ceremonies are grouped by what they need now', () => {
	const now = Date.parse('2026-11-23T05:00:00Z');
	const group = (more: Partial<Ceremony>) => groupOf(ceremony(more), now, '2026-11-23', dayKey);
	expect(group({})).toBe('today');
	expect(group({ state: 'live' })).toBe('live');
	expect(group({ starts_at: '2026-11-25T01:00:00Z', ends_at: '2026-11-25T02:00:00Z' })).toBe('upcoming');
	expect(group({ starts_at: '2026-11-20T01:00:00Z', ends_at: '2026-11-20T02:00:00Z' })).toBe('past');
	expect(group({ state: 'ended' })).toBe('past');
});
