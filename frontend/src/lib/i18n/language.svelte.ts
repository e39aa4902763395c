/**
 * Which language the screen speaks: Vietnamese unless the reader chose otherwise. Kept in a cookie, for the server
 * too. Vietnamese comes with the page; English is loaded for those who read it, so that nobody else's phone pays.
 */
import type { Language } from '#lib/api/types.ts';

const COOKIE = 'nhipcau_language';
const YEAR_S = 365 * 24 * 3600;

function remembered(): Language {
	if (typeof document === 'undefined') return 'vi';
	return /(?:^|; )nhipcau_language=en(?:;|$)/.test(document.cookie) ? 'en' : 'vi';
}

class LanguageChoice {
	current = $state<Language>(remembered());
	#rooms: (() => Promise<void>)[] = [];

	/** Takes the other language as soon as its words are here; where they cannot be had, nothing changes. */
	async choose(next: Language): Promise<void> {
		if (next === 'en' && !(await this.#learnt())) return;
		this.current = next;
		document.cookie = `${COOKIE}=${next}; path=/; max-age=${YEAR_S}; samesite=lax`;
		document.documentElement.lang = next;
	}

	/** Before the first paint: the words of every room that is loaded, in the reader's language. */
	async ready(): Promise<void> {
		if (this.current === 'en') await this.#learnt();
	}

	/** A room that is loaded later than the choice was made. */
	join(learn: () => Promise<void>): void {
		this.#rooms.push(learn);
		void this.ready();
	}

	async #learnt(): Promise<boolean> {
		const done = await Promise.allSettled(this.#rooms.map((learn) => learn()));
		return done.every((each) => each.status === 'fulfilled');
	}
}

export const language = new LanguageChoice();

/** One room's words: the Vietnamese catalog and the way to the English one; get a function that returns the one to show. */
export function words<T extends object>(vi: T, fetchEnglish: () => Promise<T>): () => T {
	let en = $state.raw<T | null>(null);
	language.join(async () => {
		en ??= await fetchEnglish();
	});
	return () => (language.current === 'en' && en) || vi;
}
