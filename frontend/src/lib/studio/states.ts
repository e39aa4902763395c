/** How each state looks: its shape and tone. The words come from the catalogs. One table, so that no screen invents another. */
import type {
	Ceremony, CommentState, Observed, ProgramState, RelayState
} from '#lib/api/types.ts';
import type { Shape, Tone } from '#lib/ui/StateMark.svelte';

export interface Look {
	shape: Shape;
	tone: Tone;
	strong?: boolean;
}

export const observedLook: Record<Observed, Look> = {
	idle: { shape: 'ring', tone: 'still' },
	starting: { shape: 'turn', tone: 'wait' },
	on_air: { shape: 'disc', tone: 'air', strong: true },
	reconnecting: { shape: 'wave', tone: 'wait' },
	stopping: { shape: 'turn', tone: 'still' },
	stopped: { shape: 'square', tone: 'still' },
	failed: { shape: 'triangle', tone: 'hand' },
	source_ended: { shape: 'square', tone: 'wait' }
};

export const programLook: Record<ProgramState, Look> = {
	idle: { shape: 'ring', tone: 'still' },
	starting: { shape: 'turn', tone: 'wait' },
	running: { shape: 'disc', tone: 'good' },
	backoff: { shape: 'wave', tone: 'wait' },
	stopping: { shape: 'turn', tone: 'still' },
	stopped: { shape: 'square', tone: 'still' },
	failed: { shape: 'triangle', tone: 'hand' },
	ended: { shape: 'square', tone: 'wait' }
};

export const relayLook: Record<RelayState, Look> = {
	off: { shape: 'square', tone: 'still' },
	waiting: { shape: 'ring', tone: 'still' },
	starting: { shape: 'turn', tone: 'wait' },
	running: { shape: 'disc', tone: 'good' },
	backoff: { shape: 'wave', tone: 'wait' },
	stopping: { shape: 'turn', tone: 'still' },
	failed: { shape: 'triangle', tone: 'hand' }
};

export const commentLook: Record<CommentState, Look> = {
	pending: { shape: 'ring', tone: 'wait' },
	published: { shape: 'check', tone: 'good' },
	hidden: { shape: 'cross', tone: 'still' }
};

export const ceremonyLook: Record<Ceremony['state'], Look> = {
	scheduled: { shape: 'ring', tone: 'still' },
	live: { shape: 'disc', tone: 'air', strong: true },
	ended: { shape: 'square', tone: 'still' },
	cancelled: { shape: 'cross', tone: 'still' }
};

export const reviewLook: Record<Ceremony['review_state'], Look> = {
	draft: { shape: 'ring', tone: 'still' },
	in_review: { shape: 'half', tone: 'wait' },
	approved: { shape: 'check', tone: 'good' }
};
