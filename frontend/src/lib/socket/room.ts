/**
 * A room as one side sees it, as a pure function of the frames that came. A snapshot replaces it, a resumed
 * snapshot and a batch change it, and a batch that does not fit on what is held says so (`gap`): the caller
 * then reconnects with `?after=`.
 */
import type { Room, Rundown } from '#lib/api/types.ts';
import type { Batch, ServerFrame, Side, Snapshot } from './frames.ts';

export interface RoomState<S extends Side> {
	/** The number up to which the comments are known; null before the first snapshot. */
	seq: number | null;
	/** A batch was missed: resume. */
	gap: boolean;
	comments: S['comment'][];
	room: Room | null;
	broadcast: S['broadcast'] | null;
	ceremony: S['ceremony'] | null;
	rundown: Rundown | null;
	viewers: number | null;
}

export interface Rules<S extends Side> {
	/** The order on the screen. */
	compare(a: S['comment'], b: S['comment']): number;
	/** How many comments are kept: the newest, and the pinned ones whatever their age. */
	keep: number;
}

export function emptyRoom<S extends Side>(): RoomState<S> {
	return {
		seq: null, gap: false, comments: [], room: null, broadcast: null, ceremony: null, rundown: null, viewers: null
	};
}

/** Public comments by their place; the reader's own that have none yet come last, by age. */
export function byPosition(
	a: { position: number | null; id: number },
	b: { position: number | null; id: number }
): number {
	const byPlace = (a.position ?? Infinity) - (b.position ?? Infinity);
	return Number.isNaN(byPlace) || byPlace === 0 ? a.id - b.id : byPlace;
}

export function byId(a: { id: number }, b: { id: number }): number {
	return a.id - b.id;
}

/** The newest `keep`, plus what is pinned among the older ones. */
export function prune<C extends { pinned: boolean }>(comments: C[], keep: number): C[] {
	const surplus = comments.length - keep;
	if (surplus <= 0) return comments;
	return [...comments.slice(0, surplus).filter((comment) => comment.pinned), ...comments.slice(surplus)];
}

function merged<S extends Side>(
	held: S['comment'][],
	changed: S['comment'][],
	removed: Iterable<number>,
	rules: Rules<S>
): S['comment'][] {
	const byKey = new Map(held.map((comment) => [comment.id, comment]));
	for (const comment of changed) byKey.set(comment.id, comment);
	for (const id of removed) byKey.delete(id);
	return prune([...byKey.values()].sort(rules.compare), rules.keep);
}

function withSnapshot<S extends Side>(state: RoomState<S>, frame: Snapshot<S>, rules: Rules<S>): RoomState<S> {
	// A resumed snapshot on an empty hand cannot happen by protocol; taken as whole it still shows what came.
	const held = frame.resumed ? state.comments : [];
	return {
		seq: frame.seq,
		gap: false,
		comments: merged<S>(held, frame.comments, frame.removed, rules),
		room: frame.room,
		broadcast: frame.broadcast,
		ceremony: frame.ceremony,
		rundown: frame.rundown ?? state.rundown,
		viewers: frame.viewers
	};
}

function withBatch<S extends Side>(state: RoomState<S>, frame: Batch<S>, rules: Rules<S>): RoomState<S> {
	if (state.seq === null || state.gap) return state;
	if (frame.to <= state.seq) return state;
	if (frame.from !== state.seq) return { ...state, gap: true };
	const changed = new Map<number, S['comment']>();
	const removed = new Set<number>();
	for (const event of frame.events) {
		if (event.type === 'comment') {
			changed.set(event.comment.id, event.comment);
			removed.delete(event.comment.id);
		} else if (event.type === 'comment_removed') {
			changed.delete(event.id);
			removed.add(event.id);
		}
	}
	return { ...state, seq: frame.to, comments: merged<S>(state.comments, [...changed.values()], removed, rules) };
}

export function reduce<S extends Side>(
	state: RoomState<S>,
	frame: ServerFrame<S>,
	rules: Rules<S>
): RoomState<S> {
	switch (frame.type) {
		case 'snapshot':
			return withSnapshot(state, frame, rules);
		case 'batch':
			return withBatch(state, frame, rules);
		case 'viewers':
			return { ...state, viewers: frame.viewers };
		case 'broadcast':
			return { ...state, broadcast: frame.broadcast };
		case 'ceremony':
			return { ...state, ceremony: frame.ceremony };
		case 'rundown':
			return { ...state, rundown: frame.rundown };
		case 'room':
			return { ...state, room: frame.room };
		default:
			return state;
	}
}

/** One comment that a REST answer brought ahead of its event; the event then repeats it, harmlessly. */
export function withComment<S extends Side>(
	state: RoomState<S>,
	comment: S['comment'],
	rules: Rules<S>
): RoomState<S> {
	return { ...state, comments: merged<S>(state.comments, [comment], [], rules) };
}

/** Comments that were read beside the socket: what is held already is newer. */
export function withOlder<S extends Side>(state: RoomState<S>, older: S['comment'][], rules: Rules<S>): RoomState<S> {
	return { ...state, comments: merged<S>(older, state.comments, [], rules) };
}
