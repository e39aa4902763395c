import { expect, test } from 'vitest';
import type { CeremonyState, PublicBroadcast } from '#lib/api/types.ts';
import { scene, type Scene } from './scene.ts';

const NOW = Date.parse('2026-11-23T05:00:00Z');
const LATER = '2026-11-23T06:00:00Z';
const EARLIER = '2026-11-23T04:00:00Z';

const cases: [CeremonyState, PublicBroadcast['state'] | null, string, Scene][] = [
	['scheduled', 'before', LATER, 'countdown'],
	['scheduled', null, LATER, 'countdown'],
	['scheduled', 'before', EARLIER, 'soon'],
	['scheduled', 'on_air', EARLIER, 'on_air'],
	['live', 'on_air', EARLIER, 'on_air'],
	['live', null, EARLIER, 'on_air'],
	['live', 'before', EARLIER, 'soon'],
	['live', 'interrupted', EARLIER, 'interrupted'],
	['live', 'over', EARLIER, 'over'],
	['ended', null, EARLIER, 'over'],
	['ended', 'before', EARLIER, 'over'],
	['ended', 'on_air', EARLIER, 'on_air'],
	['cancelled', 'on_air', LATER, 'cancelled']
];

test.each(cases)('a %s ceremony with a broadcast %s (start %s) shows %s', (state, broadcast, starts_at, expected) => {
	const told = broadcast && { state: broadcast, started_at: null, first_segment_at: null, stream: '' };
	expect(scene({ state, starts_at }, told, NOW)).toBe(expected);
});
