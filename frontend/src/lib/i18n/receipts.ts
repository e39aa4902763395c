import { words } from './language.svelte.ts';
import { vi } from './vi/receipts.ts';

/** The words of the citizen's look-up, in the reader's language. */
export const tr = words(vi, async () => (await import('./en/receipts.ts')).en);
