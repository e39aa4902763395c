import { describe, expect, it } from 'vitest';
import { grouped, unitsOf } from './groups.ts';

type Each = Parameters<typeof grouped>[0][number];
const relay = (id: number, more: Partial<Each> = {}, unit = 1): Each => ({
	desired: 'on', withdrawn: false, state: 'running', on_backup: false, page: { id, unit: { id: unit, name: `Xã ${unit}` } }, ...more
});

describe('many pages at once', () => {
	const all = [
		relay(1), relay(2, { desired: 'off', state: 'off' }), relay(3, { state: 'failed' }), relay(4, { state: 'backoff' }, 2),
		relay(5, { on_backup: true }, 2), relay(6, { withdrawn: true, desired: 'off', state: 'off' }, 2)
	];

	it('changes those that an act is for, and none that was taken back', () => {
		expect(grouped(all, null)).toEqual({ start: [2], stop: [1, 3, 4, 5], retry: [3, 4, 5] });
	});

	it('keeps to one commune where one is chosen', () => {
		expect(grouped(all, 2)).toEqual({ start: [], stop: [4, 5], retry: [4, 5] });
		expect(unitsOf(all)).toEqual([{ id: 1, name: 'Xã 1' }, { id: 2, name: 'Xã 2' }]);
	});
});
