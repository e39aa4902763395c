/** Asks about something again and again while somebody looks at the screen. */
import { Loader } from '#lib/state/loader.svelte.ts';
import { recording as readRecording, storage as readStorage } from '#lib/api/recording.ts';
import type { Recording, Storage } from '#lib/api/types.ts';
import { askAgainMs } from './looks.ts';

const DISK_EVERY_MS = 60_000;
const WHEN_LOST_MS = 5_000;

/** Asks when it begins, when the desk has news, and as often as the state is worth; to be used in an effect. */
export function watchRecording(slug: string): Loader<Recording> {
	const loader = new Loader(() => readRecording(slug));
	repeat(loader, () => (loader.error ? WHEN_LOST_MS : askAgainMs(loader.value?.state ?? 'none')));
	return loader;
}

export function watchDisk(): Loader<Storage> {
	const loader = new Loader(() => readStorage(0));
	repeat(loader, () => DISK_EVERY_MS);
	return loader;
}

/** Until the component is gone; a screen that nobody sees asks nothing. */
function repeat<T>(loader: Loader<T>, pause: () => number | null): void {
	$effect(() => {
		if (loader.loading) return;
		const ms = pause();
		if (ms === null) return;
		const timer = setInterval(() => !document.hidden && void loader.load(), ms);
		return () => clearInterval(timer);
	});
}
