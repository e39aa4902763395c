/** What a program's and a relay's figures mean. Pure. */
import type { Broadcast, Relay, Verdict } from '#lib/api/types.ts';

/** After this long without trouble an error is history. */
export const STEADY_MS = 60_000;
/** These are no accidents that pass: they hold for as long as the source is used. */
const LASTING = new Set(['source_no_audio']);

type Health = Pick<Relay, 'since' | 'last_error'> & { state: string };

/** Since when the trouble of its last error is over; null while it is not, or not for sure. */
export function steadySince({ state, since, last_error: error }: Health, now: number): string | null {
	if (state !== 'running' || !since || !error || LASTING.has(error.code)) return null;
	const from = error.at && Date.parse(error.at) > Date.parse(since) ? error.at : since;
	return now - Date.parse(from) >= STEADY_MS ? from : null;
}

/** While it is on air news come every two seconds: what is older says nothing of now. */
export const FRESH_MS = 15_000;
type Told = Pick<Broadcast, 'relays' | 'worker' | 'desired'>;

const SENT: readonly Verdict[] = ['public', 'unconfirmed', 'not_public', 'doubted'];

/** What was said to be sent, and nobody has looked at lately, is not known any more. */
export function verdictOf(relay: Pick<Relay, 'verdict'>, { worker, desired }: Pick<Told, 'worker' | 'desired'>, now: number): Verdict {
	if (desired !== 'on_air' || !SENT.includes(relay.verdict)) return relay.verdict;
	return worker.seen_at && now - Date.parse(worker.seen_at) < FRESH_MS ? relay.verdict : 'unknown';
}

/** How many of the wanted pages the public sees, how many are only sent to, how many wait. */
export function counted(broadcast: Told, now: number): { seen: number; unconfirmed: number; waiting: number; wanted: number } {
	const wanted = broadcast.relays.filter((relay) => relay.desired === 'on' && !relay.withdrawn);
	const words = wanted.map((relay) => verdictOf(relay, broadcast, now));
	const count = (...those: Verdict[]): number => words.filter((word) => those.includes(word)).length;
	return { seen: count('public'), unconfirmed: count('unconfirmed', 'not_public', 'doubted'), waiting: count('waiting'), wanted: wanted.length };
}

/** Why a relay waits: there is no program to send, or the page takes nothing of it. */
export function waitsFor(
	relay: Pick<Relay, 'state' | 'waits_for'>, program: Pick<Broadcast['program'], 'state'>
): 'program' | 'page' | 'uplink' | 'cap' | null {
	if (relay.state !== 'waiting') return null;
	if (relay.waits_for) return relay.waits_for;
	return program.state === 'running' ? 'page' : 'program';
}

/** A next try so near, or so overdue, that no count of seconds helps anybody. */
export const soon = (nextTry: string, now: number): boolean => Date.parse(nextTry) - now < 5000;
