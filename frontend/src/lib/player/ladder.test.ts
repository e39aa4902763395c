import { describe, expect, test } from 'vitest';
import { begun, flowing, loading, passed, stalled, tried, wantsTrial, type Ladder } from './ladder.ts';

const after = (at: Ladder, ...stalls: number[]): Ladder => stalls.reduce((now, when) => flowing(stalled(now, when)), at);

describe('where it begins', () => {
	test.each([
		[{}, 'full'], [{ effectiveType: '4g' }, 'full'], [{ effectiveType: '3g' }, 'low'], [{ effectiveType: '2g' }, 'sound'],
		[{ effectiveType: 'slow-2g' }, 'sound'], [{ effectiveType: '4g', saveData: true }, 'low'],
		[{ effectiveType: '2g', saveData: true }, 'sound']
	])('%o begins with %s', (line, rung) => expect(begun(line, 0).rung).toBe(rung));
});

describe('down', () => {
	test('one short stall changes nothing', () => expect(after(begun({}, 0), 1000).rung).toBe('full'));
	test('two within 25 s bring it down by one', () => expect(after(begun({}, 0), 1000, 20_000).rung).toBe('low'));
	test('two that lie apart do not', () => expect(after(begun({}, 0), 1000, 27_000).rung).toBe('full'));
	test('four bring it to the sound, where it stays', () => {
		expect(after(begun({}, 0), 1, 2, 3, 4).rung).toBe('sound');
		expect(after(begun({}, 0), 1, 2, 3, 4, 5, 6, 7).rung).toBe('sound');
	});
	test('a long one brings it down, and further when the next does not come either', () => {
		const low = passed(loading(begun({}, 0), 0), 7000);
		expect(low.rung).toBe('low');
		expect(passed(low, 13_000).rung).toBe('low');
		expect(passed(low, 14_000).rung).toBe('sound');
	});
});

describe('up', () => {
	const sound = after(begun({}, 0), 1, 2, 3, 4);
	test('from 360p after 15 s of calm', () => {
		const low = after(begun({}, 0), 0, 1000);
		expect([passed(low, 15_999).rung, passed(low, 16_000).rung]).toEqual(['low', 'full']);
	});
	test('a phone that saves data stays at 360p', () => expect(passed(begun({ saveData: true }, 0), 1e9).rung).toBe('low'));
	test('from the sound only when a trial went well', () => {
		expect([wantsTrial(sound, 15_003), wantsTrial(sound, 15_004), passed(sound, 1e9).rung]).toEqual([false, true, 'sound']);
		const not = tried(sound, false, 16_000);
		expect([not.rung, wantsTrial(not, 30_999), wantsTrial(not, 31_000)]).toEqual(['sound', false, true]);
		expect(tried(sound, true, 16_000).rung).toBe('low');
	});
	test('a rise that does not hold doubles the wait, one that holds begins anew', () => {
		const again = after(tried(sound, true, 16_000), 20_000, 21_000);
		expect([again.rung, again.wait]).toEqual(['sound', 30_000]);
		const later = after(tried(again, true, 60_000), 200_000, 201_000);
		expect([later.rung, later.wait]).toEqual(['sound', 15_000]);
	});
});
