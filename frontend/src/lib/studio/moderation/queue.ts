/**
 * What the moderator's list shows. Nothing moves under the pointer: what comes in, and what leaves the filter
 * by somebody's act, waits until the moderator asks for it. Pure.
 */
import type { CommentState, DeskComment } from '#lib/api/types.ts';

export type Filter = CommentState | 'all';

export const fits = (comment: DeskComment, filter: Filter): boolean => filter === 'all' || comment.state === filter;

export interface Shown {
	/** The ids on the list, oldest first; fixed until `refreshed`. */
	ids: number[];
	/** Newest id that was known when the list was made. */
	upTo: number;
}

/** A fresh list for this filter. */
export function refreshed(comments: DeskComment[], filter: Filter): Shown {
	return {
		ids: comments.filter((comment) => fits(comment, filter)).map((comment) => comment.id),
		upTo: comments.reduce((top, comment) => Math.max(top, comment.id), 0)
	};
}

/** How many comments would join the list, were it made now. */
export function waiting(comments: DeskComment[], filter: Filter, shown: Shown): number {
	const held = new Set(shown.ids);
	return comments.filter((comment) => fits(comment, filter) && !held.has(comment.id)).length;
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
