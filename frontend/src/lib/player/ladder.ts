/**
 * How far down a weak line brings the player, and when it comes up again. Pure: times are handed in, so that every
 * evening can be played through in a test. Only stalls that are the network's fault are told here.
 */
export type Rung = 'full' | 'low' | 'sound';

/** `since`: of the last change, stall or trial; `rose`: when it last came up by itself. */
export interface Ladder {
	rung: Rung;
	/** Never above this: a phone that asks to save data is not given the full picture. */
	top: Rung;
	stalls: readonly number[];
	stalledAt: number | null;
	since: number;
	wait: number;
	rose: number;
}

const STALLS = 2;
const WITHIN_MS = 25_000;
/** One that lasts so long is as bad as several. */
const LONG_MS = 7_000;
/** So long it must be calm before the next rung is tried; each rise that did not hold doubles it. */
const CALM_MS = 15_000;
const LONGEST_WAIT_MS = 240_000;
const HELD_MS = 60_000;
const BELOW: Record<Rung, Rung> = { full: 'low', low: 'sound', sound: 'sound' };
const ABOVE: Record<Rung, Rung> = { full: 'full', low: 'full', sound: 'low' };

export interface Line {
	effectiveType?: string;
	saveData?: boolean;
}

export function begun(line: Line, now: number): Ladder {
	const top = line.saveData ? 'low' : 'full';
	const slow = line.effectiveType ?? '';
	const rung = slow.endsWith('2g') ? 'sound' : slow === '3g' ? 'low' : top;
	return { rung, top, stalls: [], stalledAt: null, since: now, wait: CALM_MS, rose: -Infinity };
}

/** Another stream is being loaded: its first picture may take as long as a long stall. */
export function loading(at: Ladder, now: number): Ladder {
	return { ...at, stalledAt: now };
}

export function stalled(at: Ladder, now: number): Ladder {
	const stalls = [...at.stalls.filter((then) => now - then < WITHIN_MS), now];
	const next = { ...at, stalls, stalledAt: now, since: now };
	return stalls.length >= STALLS ? fallen(next, now) : next;
}

export function flowing(at: Ladder): Ladder {
	return at.stalledAt === null ? at : { ...at, stalledAt: null };
}

/** Time goes by: a long stall brings it down. */
export function passed(at: Ladder, now: number): Ladder {
	return at.stalledAt !== null && now - at.stalledAt >= LONG_MS ? fallen(at, now) : at;
}

/** After a calm while a piece of the next rung is fetched, to see whether the line carries it: which, or null. */
export function wanted(at: Ladder, now: number): Rung | null {
	const calm = at.stalledAt === null && now - at.since >= at.wait;
	return calm && at.rung !== at.top ? ABOVE[at.rung] : null;
}

export function tried(at: Ladder, carries: boolean, now: number): Ladder {
	return carries ? { ...at, rung: ABOVE[at.rung], stalls: [], since: now, rose: now } : { ...at, since: now };
}

function fallen(at: Ladder, now: number): Ladder {
	const held = now - at.rose > HELD_MS;
	const wait = held ? CALM_MS : Math.min(LONGEST_WAIT_MS, at.wait * 2);
	// What comes next has the whole time again to show itself.
	return { ...at, rung: BELOW[at.rung], stalls: [], stalledAt: at.rung === 'sound' ? null : now, since: now, wait };
}
