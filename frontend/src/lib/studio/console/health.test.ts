import { expect, test } from 'vitest';
import { counted, FRESH_MS, steadySince, verdictOf, waitsFor } from './health.ts';

const NOW = Date.parse('2026-11-23T05:10:00Z');
const ago = (seconds: number): string => new Date(NOW - seconds * 1000).toISOString();
const error = (at: string, code = 'killed') => ({ code, message: 'm', at });

test('an error is over once all has been well for a minute', () => {
	expect(steadySince({ state: 'running', since: ago(61), last_error: error(ago(70)) }, NOW)).toBe(ago(61));
	expect(steadySince({ state: 'running', since: ago(59), last_error: error(ago(70)) }, NOW)).toBeNull();
});

test('an error within the present life counts from itself', () => {
	expect(steadySince({ state: 'running', since: ago(600), last_error: error(ago(30)) }, NOW)).toBeNull();
	expect(steadySince({ state: 'running', since: ago(600), last_error: error(ago(90)) }, NOW)).toBe(ago(90));
});

test('what does not run, or lasts with its source, is never over', () => {
	expect(steadySince({ state: 'backoff', since: ago(600), last_error: error(ago(600)) }, NOW)).toBeNull();
	expect(steadySince({ state: 'running', since: ago(600), last_error: error(ago(600), 'source_no_audio') }, NOW)).toBeNull();
	expect(steadySince({ state: 'running', since: ago(600), last_error: null }, NOW)).toBeNull();
});

const relay = (verdict: string, desired = 'on', withdrawn = false) => ({ verdict, desired, withdrawn });
const told = (relays: unknown[], heard: number) => ({ relays, desired: 'on_air', worker: { seen_at: ago(heard) } }) as never;

test('only what the public is known to see is counted, one that is off or taken back is not wanted', () => {
	const relays = [
		relay('public'), relay('unconfirmed'), relay('not_public'), relay('doubted'), relay('stalled'), relay('waiting'), relay('backoff'),
		relay('off', 'off'), relay('public', 'on', true)
	];
	expect(counted(told(relays, 2), NOW)).toEqual({ seen: 1, unconfirmed: 3, waiting: 1, wanted: 7 });
});

test('what nobody has looked at lately is not green any more, though no news came', () => {
	expect(counted(told([relay('public')], FRESH_MS / 1000), NOW)).toEqual({ seen: 0, unconfirmed: 0, waiting: 0, wanted: 1 });
	expect(verdictOf({ verdict: 'public' }, told([], 60), NOW)).toBe('unknown');
	expect(verdictOf({ verdict: 'public' }, { worker: { seen_at: null }, desired: 'on_air' } as never, NOW)).toBe('unknown');
	expect(verdictOf({ verdict: 'backoff' }, told([], 60), NOW)).toBe('backoff');
});

test('a relay waits for the program, for its page, or for what the worker says', () => {
	const nothing = { waits_for: '' } as const;
	expect(waitsFor({ state: 'waiting', ...nothing }, { state: 'backoff' })).toBe('program');
	expect(waitsFor({ state: 'waiting', ...nothing }, { state: 'running' })).toBe('page');
	expect(waitsFor({ state: 'waiting', waits_for: 'uplink' }, { state: 'running' })).toBe('uplink');
	expect(waitsFor({ state: 'running', ...nothing }, { state: 'ended' })).toBeNull();
});
