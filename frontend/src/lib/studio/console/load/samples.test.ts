import { describe, expect, it } from 'vitest';
import type { Load, MachineLoad } from '#lib/api/types.ts';
import { askedSince, fresh, joined, linePressure, pressure, range, sent, withGaps } from './samples.ts';

const machine = (at: number[], node = 'a'): MachineLoad => {
	const column = at.map((second) => second * 10);
	return { node, cores: 2, at, machine_pct: column, own_pct: column, pages_kbps: column, viewers_kbps: column.map(() => 1), limit_kbps: column.map(() => null) };
};
const load = (now: number, ...machines: MachineLoad[]): Load => ({ now: new Date(now * 1000).toISOString(), every_s: 5, keeps_s: 900, machines });

describe('samples of machines', () => {
	it('are joined without doubles, and what is older than is kept is dropped from every column', () => {
		const both = joined(load(1000, machine([95, 100, 995, 1000])), load(1010, machine([1000, 1005, 1010])));
		expect(both.machines[0]?.at).toEqual([995, 1000, 1005, 1010]);
		expect(both.machines[0]?.pages_kbps).toEqual([9950, 10_000, 10_050, 10_100]);
		expect(askedSince(both)).toBe(995);
	});

	it('of a machine that is new or gone stay apart', () => {
		const both = joined(load(1000, machine([90], 'old'), machine([1000], 'b')), load(1010, machine([1010], 'a')));
		expect(both.machines.map((it) => [it.node, it.at])).toEqual([['a', [1010]], ['b', [1000]]]);
		expect(joined(null, load(5)).machines).toEqual([]);
		expect(askedSince(load(5))).toBeUndefined();
	});

	it('have a gap where nobody looked, and none where one came late', () => {
		const { at, columns } = withGaps({ at: [0, 5, 17, 60], columns: [[1, 2, 3, 4]] }, 5);
		expect(at).toEqual([0, 5, 17, 22, 60]);
		expect(columns).toEqual([[1, 2, 3, null, 4]]);
	});

	it('are of now only for a moment', () => {
		expect([fresh(machine([100]), 5, 115_000), fresh(machine([100]), 5, 116_000), fresh(machine([]), 5, 1e12)]).toEqual([true, false, false]);
	});

	it('sum what leaves, and say how near the end it is', () => {
		expect(sent(machine([1, 2]))).toEqual([11, 21]);
		expect([null, 69.9, 70, 90].map(pressure)).toEqual(['unknown', 'easy', 'busy', 'full']);
		expect([linePressure(10, null), linePressure(84, 100), linePressure(85, 100), linePressure(95, 100)]).toEqual(['unknown', 'easy', 'busy', 'full']);
		expect([range([null, 3, 1]), range([null])]).toEqual([[1, 3], null]);
	});
});
