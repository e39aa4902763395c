import { words } from './language.svelte.ts';
import { vi } from './vi/calendar.ts';

/** The calendar's words in the reader's language. */
export const tca = words(vi, async () => (await import('./en/calendar.ts')).en);
