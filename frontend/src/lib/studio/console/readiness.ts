/** The board of the pages: what comes first, and what it looks like. */
import type { Board, Broadcast, Language } from '#lib/api/types.ts';
import type { Shape, Tone } from '#lib/ui/StateMark.svelte';

type Row = Board['rows'][number];
export const LEVELS = ['red', 'amber', 'green'] as const;
export const looks: Record<Board['level'], { shape: Shape; tone: Tone }> = {
	green: { shape: 'check', tone: 'good' },
	amber: { shape: 'triangle', tone: 'wait' },
	red: { shape: 'cross', tone: 'air' }
};

/** What somebody has to do something about, the gravest first; and the rest. */
export function sorted(rows: readonly Row[]): { troubled: Row[]; fine: Row[] } {
	const order = (row: Row): number => LEVELS.indexOf(row.level);
	const troubled = rows.filter((row) => row.level !== 'green').toSorted((a, b) => order(a) - order(b));
	return { troubled, fine: rows.filter((row) => row.level === 'green') };
}

/** Whether pages were switched on or off since: then the board is about others. */
export function changedSince(board: Board, broadcast: Pick<Broadcast, 'relays'>): boolean {
	const on = broadcast.relays.filter((relay) => relay.desired === 'on').map((relay) => relay.page.id);
	const looked = new Set(board.rows.map((row) => row.page.id));
	return on.length !== looked.size || on.some((id) => !looked.has(id));
}

export const megabits = (kbps: number, language: Language): string =>
	`${(kbps / 1000).toLocaleString(language, { maximumFractionDigits: 1 })} Mb/s`;
