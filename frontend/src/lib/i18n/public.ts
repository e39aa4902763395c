import { words } from './language.svelte.ts';
import { vi } from './vi/public.ts';

/** The public screens' words in the reader's language. */
export const t = words(vi, async () => (await import('./en/public.ts')).en);
