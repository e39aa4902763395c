/** How each state of a recording looks. Its words come from the catalog. */
import type { Recording, Storage } from '#lib/api/types.ts';
import type { Look } from '../states.ts';

export type Shown = Recording['state'] | 'held';

export const recordingLook: Record<Shown, Look> = {
	none: { shape: 'ring', tone: 'still' },
	recording: { shape: 'disc', tone: 'good' },
	assembling: { shape: 'turn', tone: 'wait' },
	ready: { shape: 'check', tone: 'good' },
	failed: { shape: 'triangle', tone: 'hand' },
	purged: { shape: 'cross', tone: 'still' },
	held: { shape: 'triangle', tone: 'hand' }
};

export const storageLook: Record<Storage['state'], Look> = {
	ok: { shape: 'check', tone: 'good' },
	low: { shape: 'half', tone: 'wait' },
	full: { shape: 'triangle', tone: 'hand' }
};

/** A full disk holds the recording up, whatever its row says. */
export function shownState(recording: Recording, disk: Storage | null): Shown {
	return recording.state === 'recording' && disk?.state === 'full' ? 'held' : recording.state;
}

/** How long to wait before asking again; null where nothing changes by itself. */
export function askAgainMs(state: Recording['state']): number | null {
	if (state === 'assembling') return 2_000;
	return state === 'recording' || state === 'failed' ? 5_000 : null;
}
