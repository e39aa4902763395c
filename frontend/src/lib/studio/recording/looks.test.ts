import { expect, test } from 'vitest';
import type { Recording, Storage } from '#lib/api/types.ts';
import { askAgainMs, shownState } from './looks.ts';

const recording = (state: Recording['state']): Recording => ({ state }) as Recording;
const disk = (state: Storage['state']): Storage => ({ state }) as Storage;

test('only a running recording is held up by a full disk', () => {
	expect(shownState(recording('recording'), disk('full'))).toBe('held');
	expect(shownState(recording('recording'), disk('low'))).toBe('recording');
	expect(shownState(recording('ready'), disk('full'))).toBe('ready');
	expect(shownState(recording('recording'), null)).toBe('recording');
});

test('what is finished is not asked about again', () => {
	expect((['none', 'ready', 'purged'] as const).map(askAgainMs)).toEqual([null, null, null]);
	expect(askAgainMs('assembling')).toBeLessThan(askAgainMs('recording') ?? 0);
});
