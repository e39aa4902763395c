/** What a viewer writes and sends with: loaded once the comments stand there, since nobody writes before. */
export { default as CommentForm } from './CommentForm.svelte';
export { default as Cheers } from './Cheers.svelte';
