/** How the public calendar is laid out: what is on air, what comes, what was. Pure. */
import type { PublicCeremony } from '#lib/api/types.ts';
import { dayKey } from '#lib/i18n/time.ts';

export interface Day {
	key: string;
	ceremonies: PublicCeremony[];
}

export interface Agenda {
	live: PublicCeremony[];
	upcoming: Day[];
	past: Day[];
}

function byDay(ceremonies: PublicCeremony[]): Day[] {
	const days = new Map<string, PublicCeremony[]>();
	for (const ceremony of ceremonies) {
		const key = dayKey(ceremony.starts_at);
		days.set(key, [...(days.get(key) ?? []), ceremony]);
	}
	return [...days].map(([key, list]) => ({ key, ceremonies: list }));
}

/** A cancelled ceremony stays where its time puts it; a late one is still to come until it goes live. */
export function agenda(ceremonies: PublicCeremony[], now: number): Agenda {
	const ordered = [...ceremonies].sort((a, b) => a.starts_at.localeCompare(b.starts_at));
	const isPast = (each: PublicCeremony): boolean => each.state === 'ended' || Date.parse(each.ends_at) < now;
	const rest = ordered.filter((each) => each.state !== 'live');
	return {
		live: ordered.filter((each) => each.state === 'live'),
		upcoming: byDay(rest.filter((each) => !isPast(each))),
		past: byDay(rest.filter(isPast).reverse())
	};
}

/** The newest days of the past until `atLeast` ceremonies are shown, and how many are left out. */
export function firstOf(days: Day[], atLeast: number): { shown: Day[]; left: number } {
	let count = 0;
	const shown = days.filter((day) => {
		const wanted = count < atLeast;
		if (wanted) count += day.ceremonies.length;
		return wanted;
	});
	const all = days.reduce((sum, day) => sum + day.ceremonies.length, 0);
	return { shown, left: all - count };
}
