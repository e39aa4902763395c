import { words } from './language.svelte.ts';
import { vi } from './vi/cases.ts';

/** The words of the desk of cases, in the reader's language. */
export const tcs = words(vi, async () => (await import('./en/cases.ts')).en);
