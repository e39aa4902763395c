import { expect, test } from 'vitest';
import { sending, steadySince, waitsFor } from './health.ts';

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

test('a page that waits is not counted as sent to, one that is off or taken back is not wanted', () => {
	const relay = (state: string, desired = 'on', withdrawn = false) => ({ state, desired, withdrawn });
	const relays = [relay('running'), relay('waiting'), relay('backoff'), relay('off', 'off'), relay('stopping', 'on', true)];
	expect(sending({ relays } as never)).toEqual({ running: 1, waiting: 1, wanted: 3 });
});

test('a relay waits for the program, for its page, or for what the worker says', () => {
	const nothing = { waits_for: '' } as const;
	expect(waitsFor({ state: 'waiting', ...nothing }, { state: 'backoff' })).toBe('program');
	expect(waitsFor({ state: 'waiting', ...nothing }, { state: 'running' })).toBe('page');
	expect(waitsFor({ state: 'waiting', waits_for: 'uplink' }, { state: 'running' })).toBe('uplink');
	expect(waitsFor({ state: 'running', ...nothing }, { state: 'ended' })).toBeNull();
});
