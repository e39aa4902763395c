/** What was written to the crew and not heard yet outlives a reload: per ceremony, for its author alone, bounded. */
import type { Unheard } from './talk.ts';

export interface Kept {
	author: number;
	/** In the field, not sent. */
	body: string;
	urgent: boolean;
	outbox: Unheard[];
}
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const MOST_WAITING = 20;
const MOST_BODY = 500;
const keyOf = (slug: string): string => `nhipcau_crew_unsent:${slug}`;

export function keep(store: Store, slug: string, kept: Kept): void {
	try {
		if (!kept.body && !kept.outbox.length) store.removeItem(keyOf(slug));
		else store.setItem(keyOf(slug), JSON.stringify({ ...kept, body: kept.body.slice(0, MOST_BODY), outbox: kept.outbox.slice(-MOST_WAITING) }));
	} catch {
		// A browser that keeps nothing still sends what it is given until it is closed.
	}
}

/** Null where there is nothing, or nothing of this person's: that of another one is thrown away. */
export function recall(store: Store, slug: string, author: number): Kept | null {
	try {
		const kept = JSON.parse(store.getItem(keyOf(slug)) ?? 'null') as Kept | null;
		if (kept && kept.author !== author) store.removeItem(keyOf(slug));
		if (kept?.author !== author || typeof kept.body !== 'string' || !Array.isArray(kept.outbox)) return null;
		return { ...kept, outbox: kept.outbox.filter((mine) => mine.author === author && typeof mine.ref === 'string' && typeof mine.body === 'string') };
	} catch {
		return null;
	}
}
