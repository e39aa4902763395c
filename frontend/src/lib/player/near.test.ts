import { describe, expect, it } from 'vitest';
import { Near } from './near.ts';

/** Seconds until it comes back, looked at once a second. */
function after(at: Near, from: number): number {
	for (let now = from; now < from + 1e7; now += 1000) if (at.comesBack(now)) return (now - from) / 1000;
	return Infinity;
}

describe('how near to the newest picture', () => {
	it('stays near where nothing stalls', () => expect(new Near().comesBack(1e9)).toBe(false));

	it('comes near again after twenty calm seconds, counted from the last stall', () => {
		const at = new Near();
		at.ranOut(0);
		at.ranOut(15_000);
		expect(after(at, 15_000)).toBe(20);
		expect(at.comesBack(1e9)).toBe(false);
	});

	it('waits twice as long each time that it came back too soon, ten minutes at most', () => {
		const at = new Near();
		const waits: number[] = [];
		for (let turn = 0; turn < 7; turn++) {
			at.ranOut(0);
			waits.push(after(at, 0));
		}
		expect(waits).toEqual([20, 40, 80, 160, 320, 640, 640]);
	});
});
