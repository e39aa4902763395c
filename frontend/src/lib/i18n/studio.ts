import { words } from './language.svelte.ts';
import { vi as viDrill } from './vi/drill.ts';
import { vi as viLoad } from './vi/load.ts';
import { vi as viLive } from './vi/live.ts';
import { vi as viModeration } from './vi/moderation.ts';
import { vi as viProgram } from './vi/program.ts';
import { vi } from './vi/studio.ts';
import { vi as viWords } from './vi/words.ts';

/** The frame's and the organizer's words in the reader's language. */
export const t = words(vi, async () => (await import('./en/studio.ts')).en);

/** The console's, the pages' and the moderator's words in the reader's language. */
export const tl = words(viLive, async () => (await import('./en/live.ts')).en);

/** What the program shows and how it sounds, in the reader's language. */
export const tpr = words(viProgram, async () => (await import('./en/program.ts')).en);

/** The rehearsal's words in the reader's language. */
export const td = words(viDrill, async () => (await import('./en/drill.ts')).en);

/** The charts' words in the reader's language. */
export const tld = words(viLoad, async () => (await import('./en/load.ts')).en);

/** The word list's words in the reader's language. */
export const tw = words(viWords, async () => (await import('./en/words.ts')).en);

/** The moderator's desk beyond the queue, in the reader's language. */
export const tm = words(viModeration, async () => (await import('./en/moderation.ts')).en);
