import { expect, test } from 'vitest';
import {
	clock, countdown, dayKey, fromLocalInput, longDay, nearDay, relative, span, stopwatch, toLocalInput
} from './time.ts';

const NOON = Date.parse('2026-11-23T05:00:00Z'); // 12:00 in Việt Nam

test('a day begins at midnight in the unit’s zone, not at UTC’s', () => {
	expect(dayKey('2026-11-22T17:00:00Z')).toBe('2026-11-23');
	expect(dayKey('2026-11-22T16:59:59Z')).toBe('2026-11-22');
});

test('the clock is the zone’s', () => {
	expect(clock('2026-11-23T00:30:00Z')).toBe('07:30');
	expect(clock('2026-11-22T17:05:00Z')).toBe('00:05');
});

test('near days have names, far ones a date', () => {
	expect(nearDay('2026-11-23T16:00:00Z', NOON, 'vi')).toBe('Hôm nay');
	expect(nearDay('2026-11-23T17:30:00Z', NOON, 'vi')).toBe('Ngày mai');
	expect(nearDay('2026-11-22T05:00:00Z', NOON, 'en')).toBe('Yesterday');
	expect(nearDay('2026-11-30T05:00:00Z', NOON, 'vi')).toBe(longDay('2026-11-30T05:00:00Z', 'vi'));
});

test('a long day begins with a capital', () => {
	expect(longDay('2026-11-23T05:00:00Z', 'vi')).toMatch(/^Thứ Hai/);
	expect(longDay('2026-11-23T05:00:00Z', 'en')).toMatch(/^Monday/);
});

test('distances use the one unit that matters', () => {
	expect(relative('2026-11-23T05:12:00Z', NOON, 'vi')).toBe('còn 12 phút');
	expect(relative('2026-11-23T02:00:00Z', NOON, 'vi')).toBe('3 giờ trước');
	expect(relative('2026-11-23T05:01:00Z', NOON, 'en')).toBe('in 1 minute');
	expect(relative('2026-11-23T05:00:02Z', NOON, 'vi')).toBe('vừa xong');
	expect(span(2 * 86_400_000, 'en')).toBe('2 days');
});

test('a stopwatch shows hours only when there are some', () => {
	expect(stopwatch(125_000)).toBe('2:05');
	expect(stopwatch(3_723_000)).toBe('1:02:03');
	expect(stopwatch(-5)).toBe('0:00');
});

test('a countdown never shows less than what is left', () => {
	expect(countdown(61_001)).toEqual({ days: 0, hours: 0, minutes: 1, seconds: 2 });
	expect(countdown(-1)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 0 });
});

test('what is typed comes back as it was typed', () => {
	expect(fromLocalInput('2026-11-23T07:30')).toBe('2026-11-23T00:30:00Z');
	expect(fromLocalInput('2026-11-23T07:30:00')).toBe('2026-11-23T00:30:00Z');
	expect(toLocalInput('2026-11-23T00:30:00Z')).toBe('2026-11-23T07:30');
	expect(toLocalInput(fromLocalInput('2026-02-28T23:59'))).toBe('2026-02-28T23:59');
});

test('a zone with summer time is kept on both sides of its change', () => {
	expect(fromLocalInput('2026-07-01T12:00', 'Europe/Paris')).toBe('2026-07-01T10:00:00Z');
	expect(fromLocalInput('2026-12-01T12:00', 'Europe/Paris')).toBe('2026-12-01T11:00:00Z');
});

test('what is no time is nothing', () => {
	expect(fromLocalInput('')).toBe('');
	expect(fromLocalInput('tomorrow')).toBe('');
});
