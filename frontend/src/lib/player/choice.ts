/** What the viewer chose, kept on this device; `auto` where nothing was chosen or nothing may be kept. */
export const CHOICES = ['auto', 'high', 'low', 'audio'] as const;
export type Choice = (typeof CHOICES)[number];

const KEY = 'nhipcau_quality';

export function remembered(): Choice {
	try {
		const kept = localStorage.getItem(KEY);
		return CHOICES.find((choice) => choice === kept) ?? 'auto';
	} catch {
		return 'auto';
	}
}

export function remember(choice: Choice): void {
	try {
		localStorage.setItem(KEY, choice);
	} catch {
		// Private windows may refuse: it then holds for this visit.
	}
}

/** For the browser's own HLS, which chooses among what a master lists and is told by being given one. */
export const NATIVE: Record<Choice, string> = { auto: 'index.m3u8', high: 'program.m3u8', low: 'low.m3u8', audio: 'audio.m3u8' };
