/** What was typed and not saved is not thrown away without a question. */
import { beforeNavigate } from '$app/navigation';
import { onMount } from 'svelte';
import { t } from '#lib/i18n/studio.ts';

const forms = new Set<() => boolean>();

const agreed = (): boolean => confirm(t().common.leave);

/**
 * For a form, while it is on the screen: `dirty` says whether leaving would lose something. What comes back asks
 * before this one form is closed.
 */
export function useUnsaved(dirty: () => boolean): () => boolean {
	onMount(() => {
		forms.add(dirty);
		return () => forms.delete(dirty);
	});
	return () => !dirty() || agreed();
}

const unsaved = (): boolean => [...forms].some((dirty) => dirty());

/** Asks where something would be lost; true where nothing would be, or the person does not mind. */
export const mayLeave = (): boolean => !unsaved() || agreed();

/** Once, for the frame around all desks: one question, however many forms are dirty. */
export function guardUnsaved(): void {
	beforeNavigate(({ from, to, willUnload, cancel }) => {
		if (from?.url.pathname === to?.url.pathname && !willUnload) return;
		// A window that closes asks in the browser's own words, after this very call.
		if (willUnload ? unsaved() : !mayLeave()) cancel();
	});
}
