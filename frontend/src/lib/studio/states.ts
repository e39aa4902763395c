/** How each state looks: its shape and tone. The words come from the catalogs. One table, so that no screen invents another. */
import type { Ceremony, CommentState, Observed, Relay, RelayState, Source, Verdict } from '#lib/api/types.ts';
import type { Shape, Tone } from '#lib/ui/StateMark.svelte';

export interface Look {
	shape: Shape;
	tone: Tone;
	strong?: boolean;
}

const RESTS: Look = { shape: 'ring', tone: 'still' };
const BEGINS: Look = { shape: 'turn', tone: 'wait' };
const ENDS: Look = { shape: 'turn', tone: 'still' };
const OFF: Look = { shape: 'square', tone: 'still' };
const FLOWS: Look = { shape: 'disc', tone: 'good' };
const AGAIN: Look = { shape: 'wave', tone: 'wait' };
const BROKEN: Look = { shape: 'triangle', tone: 'hand' };
const ON_AIR: Look = { shape: 'disc', tone: 'air', strong: true };
const DONE: Look = { shape: 'check', tone: 'good' };
const GONE: Look = { shape: 'cross', tone: 'still' };

export const observedLook: Record<Observed, Look> = {
	idle: RESTS, starting: BEGINS, on_air: ON_AIR, reconnecting: AGAIN, stopping: ENDS, stopped: OFF, failed: BROKEN,
	source_ended: { shape: 'square', tone: 'wait' }
};

export const relayLook: Record<RelayState, Look> = {
	off: OFF, waiting: RESTS, starting: BEGINS, running: FLOWS, backoff: AGAIN, stopping: ENDS, failed: BROKEN
};

/** Whether the public sees a page: green for nothing less. */
export const verdictLook: Record<Verdict, Look> = {
	off: OFF, waiting: RESTS, starting: BEGINS, stopping: ENDS, backoff: AGAIN, failed: BROKEN, stalled: AGAIN,
	unknown: { shape: 'half', tone: 'wait' }, unconfirmed: { shape: 'half', tone: 'wait' }, not_public: { shape: 'half', tone: 'wait' },
	doubted: { shape: 'triangle', tone: 'hand' }, public: { shape: 'check', tone: 'seen' }
};

const NOT_ASKED: Look = { shape: 'ring', tone: 'still' };
const NOT_YET: Look = { shape: 'half', tone: 'wait' };
const CONFIRMS: Look = { shape: 'check', tone: 'seen' };
const DENIES: Look = { shape: 'cross', tone: 'hand' };

export const platformLook: Record<Relay['facts']['platform']['says'], Look> = {
	none: NOT_ASKED, unknown: NOT_YET, created: NOT_YET, ready: NOT_YET, live: CONFIRMS, ended: DENIES
};

export const monitorLook: Record<Relay['facts']['monitor'], Look> = {
	not_watched: NOT_ASKED, looking: NOT_YET, seen: CONFIRMS, not_seen: DENIES
};

export const sourceLook: Record<Source['state'], Look> = {
	off: RESTS, connecting: BEGINS, live: FLOWS, silent: AGAIN, ended: OFF, failed: BROKEN
};

export const commentLook: Record<CommentState, Look> = {
	pending: { shape: 'ring', tone: 'wait' }, published: DONE, hidden: GONE
};

export const ceremonyLook: Record<Ceremony['state'], Look> = {
	scheduled: RESTS, live: ON_AIR, ended: OFF, cancelled: GONE
};

export const reviewLook: Record<Ceremony['review_state'], Look> = {
	draft: RESTS, in_review: { shape: 'half', tone: 'wait' }, approved: DONE
};
