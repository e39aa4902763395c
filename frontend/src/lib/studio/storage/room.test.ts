import { expect, test } from 'vitest';
import { hoursLeft } from './room.ts';

test('hours are counted down to where the guard stops the recording', () => {
	expect(hoursLeft({ free_bytes: 74e9, total_bytes: 252e9, full_share: 0.05 })).toBe(25);
	expect(hoursLeft({ free_bytes: 5e9, total_bytes: 252e9, full_share: 0.05 })).toBe(0);
});
