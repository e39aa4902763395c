/** Everything for looking back, in one piece that nobody loads who does not look back. */
export { default as Past } from './Past.svelte';
export { default as Parts } from './Parts.svelte';
export { Tape } from './tape.svelte.ts';
