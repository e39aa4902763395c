import { expect, test } from 'vitest';
import { ringing } from './chime.ts';

const NOW = '2026-11-23T05:10:00Z';

test('what is open and unknown rings; what is over, or what somebody knows, does not', () => {
	expect(ringing([])).toBe(false);
	expect(ringing([{ until: null, acknowledged_at: null }])).toBe(true);
	expect(ringing([{ until: NOW, acknowledged_at: null }])).toBe(false);
	expect(ringing([{ until: null, acknowledged_at: NOW }])).toBe(false);
	expect(ringing([{ until: null, acknowledged_at: NOW }, { until: null, acknowledged_at: null }])).toBe(true);
});
