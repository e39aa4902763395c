import { words } from './language.svelte.ts';
import { vi } from './vi/recording.ts';

/** The words about recordings and the disk, in the reader's language. */
export const tr = words(vi, async () => (await import('./en/recording.ts')).en);
