/**
 * The end of a login and its return. Apart from `session`, so that whoever asks the server can tell of it without
 * loading the desks: the watch page pays for every byte.
 */
let lives = 0;
const listeners = new Set<() => void>();
const waiting = new Set<() => void>();

/** Which login this is. What an earlier one was refused says nothing about this one. */
export const life = (): number => lives;

export function onExpired(listener: () => void): void {
	listeners.add(listener);
}

/** Something that was asked within login `of` was refused, because nobody is logged in. */
export function tellExpired(of: number): void {
	if (of === lives) for (const listener of listeners) listener();
}

/** Once, when the person is logged in again; at once where that has happened since login `of`. Returns how to forget it. */
export function whenBack(of: number, again: () => void): () => void {
	if (of !== lives) queueMicrotask(again);
	else waiting.add(again);
	return () => waiting.delete(again);
}

export function tellBack(): void {
	lives += 1;
	const asked = [...waiting];
	waiting.clear();
	for (const again of asked) again();
}
