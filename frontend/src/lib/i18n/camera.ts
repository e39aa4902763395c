import { words } from './language.svelte.ts';
import { vi } from './vi/camera.ts';

/** The words of the phone's camera, in the reader's language. */
export const tc = words(vi, async () => (await import('./en/camera.ts')).en);
