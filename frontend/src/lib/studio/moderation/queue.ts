/**
 * What the moderator's list shows. Nothing moves under the pointer: what comes in, and what leaves the filter
 * by somebody's act, waits until the moderator asks for it. Pure.
 */
import type { CommentState, DeskComment } from '#lib/api/types.ts';

export type Filter = CommentState | 'all';

/** What the list is narrowed to; "" and false narrow nothing. */
export interface Look {
	filter: Filter;
	query: string;
	/** A page of another platform; "own" for what was written here. */
	page: string;
	held: boolean;
	first: boolean;
	/** One author, by the device's short name. */
	device: string;
}

export const WIDE: Look = { filter: 'pending', query: '', page: '', held: false, first: false, device: '' };

/** A text without marks, accents and case: "đất" and "DAT" are found by one another. */
export const folded = (text: string): string =>
	text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');

const texts = new WeakMap<DeskComment, string>();
function textOf(comment: DeskComment): string {
	const known = texts.get(comment);
	if (known !== undefined) return known;
	const text = folded(`${comment.name} ${comment.body} #${comment.device}`);
	texts.set(comment, text);
	return text;
}

export function fits(comment: DeskComment, look: Look): boolean {
	if (look.filter !== 'all' && comment.state !== look.filter) return false;
	if (look.held && !comment.held_for.length) return false;
	if (look.first && !comment.first_time) return false;
	if (look.device && comment.device !== look.device) return false;
	if (look.page && (comment.origin?.page ?? 'own') !== look.page) return false;
	const text = textOf(comment);
	return folded(look.query).split(/\s+/).every((word) => text.includes(word));
}

export interface Shown {
	/** The ids on the list, oldest first; fixed until `refreshed`. */
	ids: number[];
	/** Newest id that was known when the list was made. */
	upTo: number;
}

/** A fresh list for what is looked for. */
export function refreshed(comments: DeskComment[], look: Look): Shown {
	return {
		ids: comments.filter((comment) => fits(comment, look)).map((comment) => comment.id),
		upTo: comments.reduce((top, comment) => Math.max(top, comment.id), 0)
	};
}

/** How many comments would join the list, were it made now. */
export function waiting(comments: DeskComment[], look: Look, shown: Shown): number {
	const held = new Set(shown.ids);
	return comments.filter((comment) => !held.has(comment.id) && fits(comment, look)).length;
}

/** The list's comments in their present state; what was removed for good leaves no hole. */
export function rows(comments: DeskComment[], shown: Shown): DeskComment[] {
	const byKey = new Map(comments.map((comment) => [comment.id, comment]));
	return shown.ids.flatMap((id) => byKey.get(id) ?? []);
}

/** The row after `id` that still needs a decision, for the cursor to go to; the last one if there is none. */
export function nextOpen(list: DeskComment[], id: number): number | null {
	const from = list.findIndex((comment) => comment.id === id);
	const open = list.slice(from + 1).find((comment) => comment.state === 'pending') ?? list[from + 1] ?? list[from];
	return open?.id ?? null;
}

export function counts(comments: DeskComment[]): Record<Filter, number> {
	const all: Record<Filter, number> = { pending: 0, published: 0, hidden: 0, all: comments.length };
	for (const comment of comments) all[comment.state] += 1;
	return all;
}

/** Where comments came from, for the choice of one; nothing where all were written here. */
export function pagesOf(comments: DeskComment[]): string[] {
	return [...new Set(comments.flatMap((comment) => comment.origin?.page ?? []))].toSorted();
}
