import { describe, expect, test } from 'vitest';
import type { PublicComment } from '#lib/api/types.ts';
import type { Batch, ServerFrame, Snapshot, ViewerSide } from './frames.ts';
import { parseFrame } from './frames.ts';
import { byId, byPosition, emptyRoom, prune, reduce, withComment, type RoomState, type Rules } from './room.ts';

const rules: Rules<ViewerSide> = { compare: byPosition, keep: 300 };

function comment(id: number, more: Partial<PublicComment> = {}): PublicComment {
	return {
		id, name: 'Lan', body: `b${id}`, at: '2026-11-23T00:00:00Z', pinned: false, position: id, origin: null, ...more
	};
}

function snapshot(more: Partial<Snapshot<ViewerSide>> = {}): Snapshot<ViewerSide> {
	return {
		type: 'snapshot', seq: 10, resumed: false, server_now: '2026-11-23T00:00:00Z', comments: [], removed: [],
		room: { moderation: 'pre', state: 'open', max_length: 1000, open: true, closed_because: null, closes_at: null, opens_at: null, slow_seconds: 0, rules: '', reactions: true },
		broadcast: { state: 'before', started_at: null, first_segment_at: null, stream: '/live/x/index.m3u8' },
		viewers: 3, ceremony: { slug: 'x' } as ViewerSide['ceremony'], ...more
	};
}

function batch(from: number, to: number, events: Batch<ViewerSide>['events']): Batch<ViewerSide> {
	return { type: 'batch', from, to, events };
}

function after(...frames: ServerFrame<ViewerSide>[]): RoomState<ViewerSide> {
	return frames.reduce((state, frame) => reduce(state, frame, rules), emptyRoom<ViewerSide>());
}

const ids = (state: RoomState<ViewerSide>): number[] => state.comments.map((each) => each.id);

describe('a snapshot', () => {
	test('fills an empty room', () => {
		const state = after(snapshot({ comments: [comment(2), comment(1)] }));
		expect(ids(state)).toEqual([1, 2]);
		expect(state).toMatchObject({ seq: 10, gap: false, viewers: 3, broadcast: { state: 'before' } });
	});

	test('replaces what was held when it is not resumed', () => {
		const state = after(snapshot({ comments: [comment(1)] }), snapshot({ seq: 20, comments: [comment(9)] }));
		expect(ids(state)).toEqual([9]);
	});

	test('changes what was held when it is resumed, tombstones included', () => {
		const state = after(
			snapshot({ comments: [comment(1), comment(2), comment(3)] }),
			snapshot({ seq: 20, resumed: true, comments: [comment(3, { body: 'new' }), comment(4)], removed: [1] })
		);
		expect(ids(state)).toEqual([2, 3, 4]);
		expect(state.comments[1]?.body).toBe('new');
		expect(state.seq).toBe(20);
	});

	test('closes a gap', () => {
		const state = after(snapshot(), batch(12, 13, []), snapshot({ seq: 13, resumed: true }));
		expect(state.gap).toBe(false);
	});
});

describe('a batch', () => {
	test('that begins where the room stands is applied', () => {
		const state = after(
			snapshot({ comments: [comment(1)] }),
			batch(10, 12, [
				{ type: 'comment', seq: 11, comment: comment(5) },
				{ type: 'comment_removed', seq: 12, id: 1 }
			])
		);
		expect(ids(state)).toEqual([5]);
		expect(state.seq).toBe(12);
	});

	test('may skip numbers of other audiences inside', () => {
		const state = after(snapshot(), batch(10, 40, [{ type: 'comment', seq: 33, comment: comment(5) }]));
		expect(state).toMatchObject({ seq: 40, gap: false });
	});

	test('that begins later leaves the room alone and asks for a resume', () => {
		const state = after(
			snapshot({ comments: [comment(1)] }),
			batch(11, 12, [{ type: 'comment', seq: 12, comment: comment(5) }])
		);
		expect(state).toMatchObject({ seq: 10, gap: true });
		expect(ids(state)).toEqual([1]);
	});

	test('is ignored while a resume is awaited, even one that would fit', () => {
		const state = after(
			snapshot(), batch(11, 12, []), batch(10, 11, [{ type: 'comment', seq: 11, comment: comment(5) }])
		);
		expect(ids(state)).toEqual([]);
		expect(state.gap).toBe(true);
	});

	test('that was seen already changes nothing', () => {
		const first = after(snapshot(), batch(10, 12, [{ type: 'comment', seq: 12, comment: comment(5) }]));
		expect(reduce(first, batch(10, 12, [{ type: 'comment_removed', seq: 12, id: 5 }]), rules)).toBe(first);
	});

	test('before any snapshot is ignored', () => {
		expect(after(batch(0, 1, [{ type: 'comment', seq: 1, comment: comment(1) }])).seq).toBeNull();
	});

	test('removes and brings back one comment in the order of its events', () => {
		const gone = after(snapshot(), batch(10, 12, [
			{ type: 'comment', seq: 11, comment: comment(5) },
			{ type: 'comment_removed', seq: 12, id: 5 }
		]));
		expect(ids(gone)).toEqual([]);
		const back = after(snapshot({ comments: [comment(5)] }), batch(10, 12, [
			{ type: 'comment_removed', seq: 11, id: 5 },
			{ type: 'comment', seq: 12, comment: comment(5, { pinned: true }) }
		]));
		expect(back.comments).toEqual([comment(5, { pinned: true })]);
	});
});

test('a snapshot and its batches show what a fresh snapshot would', () => {
	const told = after(
		snapshot({ comments: [comment(1), comment(2)] }),
		batch(10, 11, [{ type: 'comment', seq: 11, comment: comment(3) }]),
		batch(11, 13, [
			{ type: 'comment_removed', seq: 12, id: 1 },
			{ type: 'comment', seq: 13, comment: comment(2, { pinned: true }) }
		])
	);
	const fresh = after(snapshot({ seq: 13, comments: [comment(2, { pinned: true }), comment(3)] }));
	expect(told).toEqual(fresh);
});

test('frames without a number change only their own part', () => {
	const state = after(
		snapshot({ comments: [comment(1)] }),
		{ type: 'viewers', viewers: 99 },
		{ type: 'room', room: { moderation: 'post', state: 'closed', max_length: 10, open: false, closed_because: 'closed', closes_at: null, opens_at: null, slow_seconds: 0, rules: '', reactions: true } },
		{ type: 'broadcast', broadcast: { state: 'over', started_at: null, first_segment_at: null, stream: '' } },
		{ type: 'ceremony', ceremony: { slug: 'y' } as ViewerSide['ceremony'] },
		{ type: 'pong', server_now: '2026-11-23T00:00:00Z' }
	);
	expect(state).toMatchObject({
		seq: 10, viewers: 99, room: { state: 'closed' }, broadcast: { state: 'over' }, ceremony: { slug: 'y' }
	});
});

describe('order and size', () => {
	test('public comments stand by their place and the reader’s own pending ones last', () => {
		const list = [comment(7, { position: null }), comment(9, { position: 2 }), comment(8, { position: 5 }),
			comment(6, { position: null })];
		expect(list.sort(byPosition).map((each) => each.id)).toEqual([9, 8, 6, 7]);
	});

	test('the desk stands by id', () => {
		expect([comment(3), comment(1)].sort(byId).map((each) => each.id)).toEqual([1, 3]);
	});

	test('only the newest are kept, and the pinned ones whatever their age', () => {
		const list = Array.from({ length: 10 }, (_, index) => comment(index, { pinned: index === 1 }));
		expect(prune(list, 3).map((each) => each.id)).toEqual([1, 7, 8, 9]);
	});

	test('a room never holds more than its rule says', () => {
		const state = after(snapshot({ comments: Array.from({ length: 500 }, (_, index) => comment(index)) }));
		expect(state.comments).toHaveLength(300);
		expect(state.comments[0]?.id).toBe(200);
	});
});

test('a comment that a REST answer brought replaces the held one', () => {
	const state = withComment(after(snapshot({ comments: [comment(1)] })), comment(1, { pinned: true }), rules);
	expect(state.comments).toEqual([comment(1, { pinned: true })]);
});

test('what is no frame of ours is dropped', () => {
	for (const text of ['', '{', '[]', 'null', '{"type":"nonsense"}', '{"kind":"batch"}']) {
		expect(parseFrame(text)).toBeNull();
	}
	expect(parseFrame('{"type":"viewers","viewers":1}')).toEqual({ type: 'viewers', viewers: 1 });
});
