/** Single keys of the desks: they act where nobody is writing, once a press. */

/** A second press within this time is a trembling hand, not a change of mind. */
export const DEAF_MS = 1000;

/** Whether somebody is writing, or the browser's own key is meant: no shortcut of ours then. */
export function writing(event: KeyboardEvent): boolean {
	if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
	const at = event.target;
	return at instanceof HTMLElement && !!at.closest('input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable]');
}

/** Whether this event is that key, meant as one; it goes no further then. */
export function pressed(event: KeyboardEvent, key: string): boolean {
	if (event.key.toLowerCase() !== key || event.repeat || writing(event)) return false;
	event.preventDefault();
	return true;
}
