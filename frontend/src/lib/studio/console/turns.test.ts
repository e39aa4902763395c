import { expect, test } from 'vitest';
import { turns } from './turns.ts';

type Seen = Parameters<typeof turns>[0];
const seen = (more: object = {}): Seen =>
	({
		version: 1, desired: 'on_air', program: { state: 'running', showing: { what: 'source' }, bitrate_kbps: 1 }, alerts: [],
		relays: [{ page: { id: 1 }, desired: 'on', state: 'running', last_error: null, bitrate_kbps: 1, facts: { person: null } }], sources: [{ id: 1, state: 'live' }], ...more
	}) as unknown as Seen;
const alert = { id: 1, until: null, acknowledged_at: null };

test('whatever makes a line is a turn, and a figure is none', () => {
	const before = turns(seen());
	expect(turns(seen({ viewers: 9 }))).toBe(before);
	const [relay] = seen().relays;
	expect(turns(seen({ relays: [{ ...relay, facts: { person: { at: '2026' } } }] }))).not.toBe(before);
	expect(turns(seen({ desired: 'stopped' }))).not.toBe(before);
	expect(turns(seen({ alerts: [alert] }))).not.toBe(before);
	expect(turns(seen({ alerts: [{ ...alert, until: '2026' }] }))).not.toBe(turns(seen({ alerts: [alert] })));
	expect(turns(seen({ sources: [{ id: 1, state: 'silent' }] }))).not.toBe(before);
});
