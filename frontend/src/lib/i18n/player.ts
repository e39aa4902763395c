import { words } from './language.svelte.ts';
import { vi } from './vi/player.ts';

/** The words of the player's choices, in the reader's language. */
export const tq = words(vi, async () => (await import('./en/player.ts')).en);
