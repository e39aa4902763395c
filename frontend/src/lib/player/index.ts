/** Everything that plays, in one piece that comes after the poster: the page's own scripts stay small. */
export { default as Listening } from './Listening.svelte';
export { default as Quality } from './Quality.svelte';
export { Player } from './player.svelte.ts';
