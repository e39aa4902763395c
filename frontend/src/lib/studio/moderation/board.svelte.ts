/** The moderator's hand: what is looked at, what is chosen, what was done last and can be taken back. */
import * as api from '#lib/api/moderation.ts';
import type { CommentAction, DeskComment } from '#lib/api/types.ts';
import { Action } from '#lib/state/action.svelte.ts';
import type { Desk } from '../desk.svelte.ts';
import { counts, refreshed, rows, waiting, WIDE, type Look, type Shown } from './queue.ts';

export const MOST = 200;
const UNDO_MS = 10_000;

export class Board {
	look = $state.raw<Look>(WIDE);
	shown = $state.raw<Shown>({ ids: [], upTo: 0 });
	current = $state<number | null>(null);
	chosen = $state.raw<ReadonlySet<number>>(new Set());
	/** Whose author is being looked after. */
	author = $state.raw<DeskComment | null>(null);
	/** What was done last, for ten seconds. */
	last = $state.raw<{ entry: api.LogEntry; count: number } | null>(null);
	readonly action = new Action();
	readonly older = new Action();
	readonly desk: Desk;
	readonly visible: DeskComment[];
	readonly fresh: number;
	readonly number: ReturnType<typeof counts>;
	#timer = 0;

	constructor(desk: Desk) {
		this.desk = desk;
		const comments = $derived(desk.room.comments);
		const visible = $derived(rows(comments, this.shown));
		const fresh = $derived(waiting(comments, this.look, this.shown));
		const number = $derived(counts(comments));
		this.visible = [];
		this.fresh = 0;
		this.number = counts([]);
		Object.defineProperties(this, {
			visible: { get: () => visible }, fresh: { get: () => fresh }, number: { get: () => number }
		});
	}

	get comment(): DeskComment | undefined {
		return this.visible.find((each) => each.id === this.current);
	}

	refresh = (): void => {
		this.shown = refreshed(this.desk.room.comments, this.look);
		const listed = new Set(this.shown.ids);
		if (!listed.has(this.current ?? 0)) this.current = this.shown.ids[0] ?? null;
		this.chosen = new Set([...this.chosen].filter((id) => listed.has(id)));
	};

	narrow(more: Partial<Look>): void {
		this.look = { ...this.look, ...more };
		this.refresh();
	}

	choose(id: number): void {
		const next = new Set(this.chosen);
		if (!next.delete(id) && next.size < MOST) next.add(id);
		this.chosen = next;
	}

	chooseAll(): void {
		this.chosen = new Set(this.shown.ids.slice(0, MOST));
	}

	chooseNone = (): void => {
		this.chosen = new Set();
	};

	/** True when it was done. */
	act(ids: number[], what: CommentAction): Promise<boolean> {
		return this.action.run(async () => this.#took(await api.moderateAll(this.desk.slug, what, ids)));
	}

	measure(comment: DeskComment, wanted: api.Measure): Promise<boolean> {
		return this.action.run(async () => this.#took(await api.measure(comment.id, wanted)));
	}

	async undo(): Promise<void> {
		const last = this.last;
		if (!last) return;
		await this.action.run(async () => {
			const done = await api.undo(this.desk.slug, last.entry.id);
			this.desk.tookComments(done.comments);
			this.#forget();
		});
	}

	#took(done: api.Done): void {
		this.desk.tookComments(done.comments);
		if (!done.entry) return;
		clearTimeout(this.#timer);
		this.last = { entry: done.entry, count: done.entry.comments.length };
		this.#timer = window.setTimeout(() => this.#forget(), UNDO_MS);
	}

	#forget(): void {
		clearTimeout(this.#timer);
		this.last = null;
	}

	loadOlder(): Promise<boolean> {
		return this.older.run(async () => {
			await this.desk.loadAll();
			this.refresh();
		});
	}
}
