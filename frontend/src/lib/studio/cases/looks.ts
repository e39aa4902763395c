/** How cases look and which one comes next. Pure. */
import type { Case, CaseState } from '#lib/api/cases.ts';
import type { Shape, Tone } from '#lib/ui/StateMark.svelte';

export const CASE_STATES: readonly CaseState[] = ['new', 'assigned', 'answered', 'closed'];

/** Ochre is for what waits for somebody, green for what the citizen can read. */
export const LOOKS: Record<CaseState, { shape: Shape; tone: Tone }> = {
	new: { shape: 'ring', tone: 'wait' },
	assigned: { shape: 'half', tone: 'wait' },
	answered: { shape: 'check', tone: 'good' },
	closed: { shape: 'square', tone: 'still' }
};

/** The one a step further down the list; the first where none is chosen, the same at an end. */
export function stepped(cases: readonly Case[], chosen: number, step: 1 | -1): number {
	if (!cases.length) return 0;
	const at = cases.findIndex((each) => each.id === chosen);
	if (at < 0) return cases[0]?.id ?? 0;
	return cases[Math.min(cases.length - 1, Math.max(0, at + step))]?.id ?? 0;
}

/** An older page behind what is shown; a case that came twice meanwhile stands once, as it is now. */
export function appended(shown: readonly Case[], older: readonly Case[]): Case[] {
	const ids = new Set(older.map((each) => each.id));
	return [...shown.filter((each) => !ids.has(each.id)), ...older];
}
