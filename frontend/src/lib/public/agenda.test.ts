import { expect, test } from 'vitest';
import type { PublicCeremony } from '#lib/api/types.ts';
import { agenda, firstOf } from './agenda.ts';

const NOW = Date.parse('2026-11-23T05:00:00Z');
const ceremony = (slug: string, starts_at: string, more: Partial<PublicCeremony> = {}): PublicCeremony =>
	({ slug, starts_at, ends_at: starts_at.replace(/T(\d\d)/, 'T23'), state: 'scheduled', ...more }) as PublicCeremony;
const slugs = (list: PublicCeremony[]): string[] => list.map((each) => each.slug);

test('what is on air is nowhere else', () => {
	const live = ceremony('a', '2026-11-23T04:00:00Z', { state: 'live' });
	const all = agenda([live], NOW);
	expect(slugs(all.live)).toEqual(['a']);
	expect([...all.upcoming, ...all.past]).toEqual([]);
});

test('what comes is in order and by day of the unit’s zone', () => {
	const { upcoming } = agenda(
		[
			ceremony('c', '2026-11-24T02:00:00Z'), ceremony('b', '2026-11-23T17:30:00Z'), ceremony('a', '2026-11-23T09:00:00Z')
		],
		NOW
	);
	expect(upcoming.map((day) => [day.key, slugs(day.ceremonies)])).toEqual([
		['2026-11-23', ['a']], ['2026-11-24', ['b', 'c']]
	]);
});

test('one that is late still comes, one that ended early is past', () => {
	const all = agenda(
		[ceremony('late', '2026-11-23T04:00:00Z'), ceremony('early', '2026-11-23T04:30:00Z', { state: 'ended' })], NOW
	);
	expect(all.upcoming.flatMap((day) => slugs(day.ceremonies))).toEqual(['late']);
	expect(all.past.flatMap((day) => slugs(day.ceremonies))).toEqual(['early']);
});

test('the past begins with the newest', () => {
	const { past } = agenda([ceremony('old', '2026-11-01T04:00:00Z'), ceremony('new', '2026-11-20T04:00:00Z')], NOW);
	expect(past.flatMap((day) => slugs(day.ceremonies))).toEqual(['new', 'old']);
});

test('whole days are shown until there are enough', () => {
	const day = (key: string, count: number) => ({ key, ceremonies: Array<PublicCeremony>(count).fill(ceremony('x', key)) });
	const { shown, left } = firstOf([day('3', 2), day('2', 2), day('1', 4)], 3);
	expect(shown.map((each) => each.key)).toEqual(['3', '2']);
	expect(left).toBe(4);
});
