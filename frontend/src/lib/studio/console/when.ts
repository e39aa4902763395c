/** When a broadcast starts and ends by itself. Pure. */
import { stopwatch } from '#lib/i18n/time.ts';

const MINUTE = 60_000;
/** As the server counts it: after the scheduled end, or after a start that comes later than that. */
export const GRACE_MS = 15 * MINUTE;
/** From here on an end that comes by itself is shown as a matter that needs a hand. */
export const NEAR_MS = 10 * MINUTE;

/** The scheduled start; where that is over, ten minutes from now, on a full minute. */
export function firstTime(startsAt: string | undefined, now: number): string {
	const scheduled = startsAt ? Date.parse(startsAt) : 0;
	const at = scheduled > now ? scheduled : Math.ceil((now + 10 * MINUTE) / MINUTE) * MINUTE;
	return new Date(at).toISOString();
}

export const endOf = (endsAt: string, startAt: string): string =>
	new Date(Math.max(Date.parse(endsAt), Date.parse(startAt)) + GRACE_MS).toISOString();

/** 12:05 below a day, else null: days are told by the date. */
export function ticking(iso: string, now: number): string | null {
	const left = Date.parse(iso) - now;
	return left < 24 * 60 * MINUTE ? stopwatch(Math.max(0, left)) : null;
}
