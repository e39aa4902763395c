import { words } from './language.svelte.ts';
import { en as enLive } from './en/live.ts';
import { en } from './en/studio.ts';
import { vi as viLive } from './vi/live.ts';
import { vi } from './vi/studio.ts';

/** The frame's and the organizer's words in the reader's language. */
export const t = words(vi, en);

/** The console's, the pages' and the moderator's words in the reader's language. */
export const tl = words(viLive, enLive);
