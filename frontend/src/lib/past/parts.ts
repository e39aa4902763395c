/** The parts of a recording and the places on its bar. Pure. */
export interface Part {
	at_s: number;
	title: string;
}

/** From the first to the last moment that can be seen, in the player's seconds. */
export interface Span {
	from: number;
	to: number;
}

/** The part that is on at this moment; -1 before the first. */
export function partAt(parts: Part[], now: number): number {
	// A jump lands a hair before its mark.
	return parts.findLastIndex((part) => part.at_s <= now + 0.25);
}

/** Where a moment lies on the bar, 0…1. */
export function place(now: number, { from, to }: Span): number {
	return to > from ? Math.min(1, Math.max(0, (now - from) / (to - from))) : 0;
}
