import { expect, test } from 'vitest';
import { moved, parseLength, sayLength, times, toDraft, toRow } from './rundown.ts';

test.each([['5', 300], ['2:30', 150], ['1,5', 90], ['0.5', 30], [' 10 ', 600], ['0', 0], ['90:05', 5405]])(
	'%s means %i seconds', (text, seconds) => expect(parseLength(text)).toBe(seconds)
);

test.each(['', 'năm', '-3', '2:75', '1:2:3', '99999'])('"%s" means no length', (text) => {
	expect(parseLength(text)).toBeNull();
});

test('a length is said as it is typed', () => {
	for (const seconds of [0, 30, 60, 150, 3600]) expect(parseLength(sayLength(seconds))).toBe(seconds);
});

test('each row begins where the one before it ends', () => {
	const at = times('2026-11-23T00:30:00Z', [{ length: '5' }, { length: '2:30' }, { length: '?' }]);
	expect(at.map((iso) => iso.slice(11, 19))).toEqual(['00:30:00', '00:35:00', '00:37:30', '00:37:30']);
});

test('moving stops at both ends', () => {
	expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
	expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
	expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
});

test('a kept row keeps its id, a new one has none', () => {
	const segment = { id: 7, position: 1, title: 'Chào cờ', kind: 'flag', duration_s: 150, responsible: '', notes: '', starts_at: '' } as const;
	expect(toDraft(toRow(segment, 1))).toEqual({ id: 7, title: 'Chào cờ', kind: 'flag', duration_s: 150, responsible: '', notes: '' });
	expect('id' in toDraft({ key: 2, title: 'x', kind: 'other', length: '1', responsible: '', notes: '' })).toBe(false);
});
