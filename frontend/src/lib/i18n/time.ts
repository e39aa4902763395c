/** Times as people say them, in the unit's zone. Pure: language and zone come in, words come out. */
import type { Language } from '#lib/api/types.ts';

/** Every unit of the first users lies in this zone; a unit's own zone is passed in where it is known. */
export const HOME_ZONE = 'Asia/Ho_Chi_Minh';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const locale = (language: Language): string => (language === 'vi' ? 'vi-VN' : 'en-GB');
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${language}|${zone}|${JSON.stringify(options)}`;
	let made = formats.get(key);
	if (!made) {
		made = new Intl.DateTimeFormat(locale(language), { timeZone: zone, ...options });
		formats.set(key, made);
	}
	return made;
}

type Parts = { year: number; month: number; day: number; hour: number; minute: number; second: number };

/** The wall clock of `zone` at `ms`. */
export function wallClock(ms: number, zone: string = HOME_ZONE): Parts {
	const parts = format('en', zone, {
		year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
		hourCycle: 'h23'
	}).formatToParts(ms);
	const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
	return {
		year: value('year'), month: value('month'), day: value('day'),
		hour: value('hour'), minute: value('minute'), second: value('second')
	};
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** 2026-11-23, in the zone: what a list is grouped by. */
export function dayKey(iso: string, zone: string = HOME_ZONE): string {
	const { year, month, day } = wallClock(Date.parse(iso), zone);
	return `${year}-${pad(month)}-${pad(day)}`;
}

/** 07:30 */
export function clock(iso: string, zone: string = HOME_ZONE): string {
	const { hour, minute } = wallClock(Date.parse(iso), zone);
	return `${pad(hour)}:${pad(minute)}`;
}

/** 07:30:05 */
export function clockSeconds(iso: string, zone: string = HOME_ZONE): string {
	return `${clock(iso, zone)}:${pad(wallClock(Date.parse(iso), zone).second)}`;
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** Thứ Hai, 23 tháng 11, 2026 */
export function longDay(iso: string, language: Language, zone: string = HOME_ZONE): string {
	const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
	return capital(format(language, zone, options).format(Date.parse(iso)));
}

/** 23/11/2026 */
export function shortDay(iso: string, zone: string = HOME_ZONE): string {
	const { year, month, day } = wallClock(Date.parse(iso), zone);
	return `${pad(day)}/${pad(month)}/${year}`;
}

/** Hôm nay, Ngày mai, Hôm qua; else the long day. */
export function nearDay(iso: string, now: number, language: Language, zone: string = HOME_ZONE): string {
	const start = (key: string): number => Date.parse(`${key}T00:00:00Z`);
	const apart = Math.round((start(dayKey(iso, zone)) - start(dayKey(new Date(now).toISOString(), zone))) / DAY);
	const near = { vi: ['Hôm qua', 'Hôm nay', 'Ngày mai'], en: ['Yesterday', 'Today', 'Tomorrow'] }[language];
	return (Math.abs(apart) <= 1 ? near[apart + 1] : undefined) ?? longDay(iso, language, zone);
}

export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** 12 phút, 3 giờ, 2 ngày: the one unit that matters at this distance. */
export function span(ms: number, language: Language): string {
	const size = Math.abs(ms);
	const say = (count: number, vi: string, en: string): string =>
		language === 'vi' ? `${count} ${vi}` : plural(count, en);
	if (size < MINUTE) return say(Math.max(1, Math.round(size / 1000)), 'giây', 'second');
	if (size < HOUR) return say(Math.round(size / MINUTE), 'phút', 'minute');
	if (size < DAY) return say(Math.round(size / HOUR), 'giờ', 'hour');
	return say(Math.round(size / DAY), 'ngày', 'day');
}

/** còn 12 phút / 5 phút trước */
export function relative(iso: string, now: number, language: Language): string {
	const ms = Date.parse(iso) - now;
	if (Math.abs(ms) < 5_000) return language === 'vi' ? 'vừa xong' : 'just now';
	if (ms > 0) return language === 'vi' ? `còn ${span(ms, 'vi')}` : `in ${span(ms, 'en')}`;
	return language === 'vi' ? `${span(ms, 'vi')} trước` : `${span(ms, 'en')} ago`;
}

/** 1:02:03, 12:05: a running length of time. */
export function stopwatch(ms: number): string {
	const all = Math.max(0, Math.floor(ms / 1000));
	const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60];
	return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${minutes}:${pad(seconds)}`;
}

/** What is left until `ms` from now, in the parts of a countdown. */
export function countdown(ms: number): { days: number; hours: number; minutes: number; seconds: number } {
	const all = Math.max(0, Math.ceil(ms / 1000));
	return {
		days: Math.floor(all / 86_400), hours: Math.floor((all % 86_400) / 3600),
		minutes: Math.floor((all % 3600) / 60), seconds: all % 60
	};
}

/** For <input type="datetime-local">: the wall clock of the zone, 2026-11-23T07:30. */
export function toLocalInput(iso: string, zone: string = HOME_ZONE): string {
	return iso ? `${dayKey(iso, zone)}T${clock(iso, zone)}` : '';
}

/** The moment that a wall clock in the zone means; empty for what is no time. */
export function fromLocalInput(text: string, zone: string = HOME_ZONE): string {
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return '';
	const asIfUtc = Date.parse(`${text.slice(0, 16)}:00Z`);
	if (Number.isNaN(asIfUtc)) return '';
	const zoneOffset = (at: number): number => {
		const { year, month, day, hour, minute, second } = wallClock(at, zone);
		return Date.UTC(year, month - 1, day, hour, minute, second) - at;
	};
	// Twice, since the offset has to be the one in force at the answer.
	const first = asIfUtc - zoneOffset(asIfUtc);
	return new Date(asIfUtc - zoneOffset(first)).toISOString().replace('.000Z', 'Z');
}
