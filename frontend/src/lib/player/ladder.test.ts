import { describe, expect, test } from 'vitest';
import { begun, flowing, loading, passed, stalled, tried, wanted, type Ladder } from './ladder.ts';

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
	test('by one rung after 15 s of calm, when a trial went well', () => {
		expect([wanted(sound, 15_003), wanted(sound, 15_004), passed(sound, 1e9).rung]).toEqual([null, 'low', 'sound']);
		const low = tried(sound, true, 16_000);
		expect([low.rung, wanted(low, 30_999), wanted(low, 31_000)]).toEqual(['low', null, 'full']);
		expect(tried(low, true, 32_000).rung).toBe('full');
	});
	test('a trial that did not go well is made again later', () => {
		const not = tried(sound, false, 16_000);
		expect([not.rung, wanted(not, 30_999), wanted(not, 31_000)]).toEqual(['sound', null, 'low']);
	});
	test('not while it stalls, and not over the top', () => {
		expect(wanted(stalled(begun({ effectiveType: '3g' }, 0), 1000), 1e6)).toBeNull();
		expect(wanted(begun({}, 0), 1e9)).toBeNull();
		expect(wanted(begun({ saveData: true }, 0), 1e9)).toBeNull();
	});
	test('a rise that does not hold doubles the wait, one that holds begins anew', () => {
		const again = after(tried(sound, true, 16_000), 20_000, 21_000);
		expect([again.rung, again.wait]).toEqual(['sound', 30_000]);
		const later = after(tried(again, true, 60_000), 200_000, 201_000);
		expect([later.rung, later.wait]).toEqual(['sound', 15_000]);
	});
});
