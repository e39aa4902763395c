/** Which language the screen speaks: Vietnamese unless the reader chose otherwise. Kept in a cookie, for the server too. */
import type { Language } from '#lib/api/types.ts';

const COOKIE = 'nhipcau_language';
const YEAR_S = 365 * 24 * 3600;

function remembered(): Language {
	if (typeof document === 'undefined') return 'vi';
	return /(?:^|; )nhipcau_language=en(?:;|$)/.test(document.cookie) ? 'en' : 'vi';
}

class LanguageChoice {
	current = $state<Language>(remembered());

	choose(next: Language): void {
		this.current = next;
		document.cookie = `${COOKIE}=${next}; path=/; max-age=${YEAR_S}; samesite=lax`;
		document.documentElement.lang = next;
	}
}

export const language = new LanguageChoice();

/** One room's words: pass both catalogs, get a function that returns the one to show. */
export function words<T extends object>(vi: T, en: NoInfer<T>): () => T {
	return () => (language.current === 'en' ? en : vi);
}
