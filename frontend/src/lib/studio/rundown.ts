/** The arithmetic of a rundown. Pure. */
import type { Segment, SegmentDraft, SegmentKind } from '#lib/api/types.ts';

/** One row of the editor; `length` is what was typed. `key` is the screen's own. */
export interface Row {
	key: number;
	id?: number;
	title: string;
	kind: SegmentKind;
	length: string;
	responsible: string;
	notes: string;
}

/** Seconds that "5", "2:30" or "1,5" (minutes) mean; null for what means nothing. */
export function parseLength(text: string): number | null {
	const clean = text.trim().replace(',', '.');
	const parts = /^(\d{1,4}):([0-5]?\d)$/.exec(clean);
	if (parts) return Number(parts[1]) * 60 + Number(parts[2]);
	if (!/^\d{1,4}(\.\d+)?$/.test(clean)) return null;
	return Math.round(Number(clean) * 60);
}

/** The same, the other way round: whole minutes as "5", others as "2:30". */
export function sayLength(seconds: number): string {
	const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
	return rest ? `${minutes}:${String(rest).padStart(2, '0')}` : String(minutes);
}

export function toRow(segment: Segment, key: number): Row {
	const { id, title, kind, responsible, notes } = segment;
	return { key, id, title, kind, responsible, notes, length: sayLength(segment.duration_s) };
}

export function toDraft(row: Row): SegmentDraft {
	const { title, kind, responsible, notes } = row;
	const draft = { title: title.trim(), kind, responsible: responsible.trim(), notes: notes.trim(), duration_s: parseLength(row.length) ?? 0 };
	return row.id === undefined ? draft : { ...draft, id: row.id };
}

/** When each row begins, and at the end of the list when the last one ends; what has no length counts nothing. */
export function times(startsAt: string, rows: Pick<Row, 'length'>[]): string[] {
	let at = Date.parse(startsAt);
	const all = [new Date(at).toISOString()];
	for (const row of rows) {
		at += (parseLength(row.length) ?? 0) * 1000;
		all.push(new Date(at).toISOString());
	}
	return all;
}

/** The list with one row moved by `step` places; the same list where that leads outside. */
export function moved<T>(list: T[], from: number, step: number): T[] {
	const to = from + step;
	if (to < 0 || to >= list.length) return list;
	const copy = [...list];
	copy.splice(to, 0, ...copy.splice(from, 1));
	return copy;
}
