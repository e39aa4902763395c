/** What the comment box has to know of keyboards and of its reader. */

import type { Room } from '#lib/api/types.ts';

const NAME = 'nhipcau_name';

/**
 * Enter sends, Shift+Enter breaks the line. An Enter that ends a composition (Telex and VNI keyboards compose
 * every accented letter) belongs to the keyboard: browsers mark it with `isComposing`, Safari with code 229 alone.
 */
export function isSendKey(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing' | 'keyCode'>): boolean {
	return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}

export type ClosedBecause = NonNullable<Room['closed_because']>;

/** Why the room takes no comments at this moment; null where it does. A room closes by itself at `closes_at`. */
export function closedBecause(room: Pick<Room, 'closed_because' | 'closes_at'>, now: number): ClosedBecause | null {
	if (room.closed_because) return room.closed_because;
	return room.closes_at && Date.parse(room.closes_at) <= now ? 'over' : null;
}

export function rememberedName(): string {
	try {
		return localStorage.getItem(NAME) ?? '';
	} catch {
		return '';
	}
}

export function rememberName(name: string): void {
	try {
		localStorage.setItem(NAME, name);
	} catch {
		// A browser that keeps nothing asks again next time.
	}
}
