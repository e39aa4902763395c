import type { Part } from './parts.ts';

/** The parts of a recording; none where they cannot be had. */
export async function get(address: string): Promise<Part[]> {
	try {
		const answer = await fetch(address);
		return answer.ok ? ((await answer.json()) as { chapters: Part[] }).chapters : [];
	} catch {
		return [];
	}
}
