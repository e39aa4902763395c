/** A text cut where something was found in it, as a browser counts. Pure. */
export interface Part {
	text: string;
	hit: boolean;
}

/** Overlapping and broken places are survived: every letter of the text is in exactly one part. */
export function parts(text: string, hits: readonly (readonly number[])[]): Part[] {
	const found: Part[] = [];
	let at = 0;
	for (const [from = 0, to = 0] of hits.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))) {
		const [start, end] = [Math.max(at, from), Math.min(text.length, to)];
		if (end <= start) continue;
		if (start > at) found.push({ text: text.slice(at, start), hit: false });
		found.push({ text: text.slice(start, end), hit: true });
		at = end;
	}
	if (at < text.length || !found.length) found.push({ text: text.slice(at), hit: false });
	return found;
}
