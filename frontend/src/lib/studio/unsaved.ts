/** What was typed and not saved is not thrown away without a question. */
import { beforeNavigate } from '$app/navigation';
import { onMount } from 'svelte';
import { t } from '#lib/i18n/studio.ts';

const forms = new Set<() => boolean>();

/** For a form, while it is on the screen: `dirty` says whether leaving would lose something. */
export function useUnsaved(dirty: () => boolean): void {
	onMount(() => {
		forms.add(dirty);
		return () => forms.delete(dirty);
	});
}

const unsaved = (): boolean => [...forms].some((dirty) => dirty());

/** Asks where something would be lost; true where nothing would be, or the person does not mind. */
export const mayLeave = (): boolean => !unsaved() || confirm(t().common.leave);

/** Once, for the frame around all desks: one question, however many forms are dirty. */
export function guardUnsaved(): void {
	beforeNavigate(({ from, to, willUnload, cancel }) => {
		if (from?.url.pathname === to?.url.pathname && !willUnload) return;
		// A window that closes asks in the browser's own words, after this very call.
		if (willUnload ? unsaved() : !mayLeave()) cancel();
	});
}
