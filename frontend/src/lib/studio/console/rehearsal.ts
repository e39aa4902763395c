/** The rehearsal's card: how long it goes on, what of its verdict is read first. */
import type { Rehearsal, RehearsalVerdict } from '#lib/api/types.ts';
import type { Shape, Tone } from '#lib/ui/StateMark.svelte';

type Check = RehearsalVerdict['checks'][number];
export const LENGTHS = [120, 300, 900] as const;
export const looks: Record<Check['state'], { shape: Shape; tone: Tone }> = {
	passed: { shape: 'check', tone: 'good' },
	failed: { shape: 'cross', tone: 'wait' },
	not_tried: { shape: 'ring', tone: 'still' }
};

/** What failed first, then what was not tried; what passed is folded away. */
export function split(checks: readonly Check[]): { open: Check[]; passed: Check[] } {
	const failed = checks.filter((check) => check.state === 'failed');
	const untried = checks.filter((check) => check.state === 'not_tried');
	return { open: [...failed, ...untried], passed: checks.filter((check) => check.state === 'passed') };
}

/** Milliseconds until its end, never below 0. */
export function leftMs(it: Pick<Rehearsal, 'on_air_at' | 'length_s'>, now: number): number {
	return it.on_air_at === null ? it.length_s * 1000 : Math.max(0, Date.parse(it.on_air_at) + it.length_s * 1000 - now);
}
