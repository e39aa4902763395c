import { words } from './language.svelte.ts';
import { vi } from './vi/talk.ts';

/** The words of what a viewer writes and sends, in the reader's language. */
export const tk = words(vi, async () => (await import('./en/talk.ts')).en);
