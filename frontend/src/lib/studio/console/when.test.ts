import { expect, test } from 'vitest';
import { endOf, firstTime, ticking } from './when.ts';

const NOW = Date.parse('2026-11-23T00:20:30Z');

test('the time that is offered is the scheduled start, or soon where that is over', () => {
	expect(firstTime('2026-11-23T00:30:00Z', NOW)).toBe('2026-11-23T00:30:00.000Z');
	expect(firstTime('2026-11-23T00:20:00Z', NOW)).toBe('2026-11-23T00:31:00.000Z');
	expect(firstTime(undefined, NOW)).toBe('2026-11-23T00:31:00.000Z');
});

test('the end is a quarter of an hour after the scheduled one, or after a start that is later still', () => {
	expect(endOf('2026-11-23T02:00:00Z', '2026-11-23T00:30:00Z')).toBe('2026-11-23T02:15:00.000Z');
	expect(endOf('2026-11-23T02:00:00Z', '2026-11-23T02:30:00Z')).toBe('2026-11-23T02:45:00.000Z');
});

test('a countdown ticks for a day, and never below zero', () => {
	expect(ticking('2026-11-23T00:32:35Z', NOW)).toBe('12:05');
	expect(ticking('2026-11-23T00:20:00Z', NOW)).toBe('0:00');
	expect(ticking('2026-11-25T00:20:00Z', NOW)).toBeNull();
});
