import { words } from './language.svelte.ts';
import { vi } from './vi/past.ts';

/** The words for looking back, in the reader's language. */
export const tb = words(vi, async () => (await import('./en/past.ts')).en);
