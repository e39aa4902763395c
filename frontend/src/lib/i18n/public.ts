import { words } from './language.svelte.ts';
import { en } from './en/public.ts';
import { vi } from './vi/public.ts';

/** The public screens' words in the reader's language. */
export const t = words(vi, en);
