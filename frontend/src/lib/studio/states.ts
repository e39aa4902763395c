/** How each state looks: its shape and tone. The words come from the catalogs. One table, so that no screen invents another. */
import type { Ceremony, CommentState, Observed, RelayState, Source } from '#lib/api/types.ts';
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
