import { describe, expect, it } from 'vitest';
import { isCalm, near, ranOut, returned, type Near } from './near.ts';

const after = (at: Near, now: number): number => {
	let waited = 0;
	while (!isCalm(at, now + waited)) waited += 1000;
	return waited / 1000;
};

describe('how near to the newest picture', () => {
	it('stays near where nothing stalls', () => expect(isCalm(near(), 1e9)).toBe(false));

	it('comes near again after twenty calm seconds, counted from the last stall', () => {
		expect(after(ranOut(near(), 0), 0)).toBe(20);
		expect(after(ranOut(ranOut(near(), 0), 15_000), 15_000)).toBe(20);
	});

	it('waits twice as long each time that it came back too soon, ten minutes at most', () => {
		let at = ranOut(near(), 0);
		const waits: number[] = [];
		for (let turn = 0; turn < 7; turn++) {
			waits.push(after(at, 0));
			at = ranOut(returned(at), 0);
		}
		expect(waits).toEqual([20, 40, 80, 160, 320, 640, 640]);
	});
});
