/** What can be known of the line, and of the stream's ladder, by asking. */
import type { Line } from './ladder.ts';

/** A piece of one second that takes longer leaves no room for the playlist and the comments. */
const CARRIED_MS = 750;
const LEAST_MS = 50;
const PATIENCE_MS = 4000;

/** Empty where the browser does not tell (Safari, Firefox). */
export function line(): Line {
	return (navigator as Navigator & { connection?: Line }).connection ?? {};
}

/** Whether the stream has a small picture and the sound alone beside its program; throws while there is no stream. */
export async function hasLadder(master: string): Promise<boolean> {
	return (await read(master)).includes('low.m3u8');
}

/** Whether the line carries this stream: its newest second, fetched as a player would; the rate in bits/s, or null. */
export async function carried(playlist: string): Promise<number | null> {
	try {
		const names = (await read(playlist)).split('\n').filter((text) => text && !text.startsWith('#'));
		const newest = names.at(-1);
		if (!newest) return null;
		const began = performance.now();
		const answer = await fetch(new URL(newest, new URL(playlist, location.href)), { signal: AbortSignal.timeout(PATIENCE_MS), cache: 'no-store' });
		const { byteLength } = await answer.arrayBuffer();
		const took = performance.now() - began;
		return answer.ok && took <= CARRIED_MS ? (byteLength * 8 * 1000) / Math.max(took, LEAST_MS) : null;
	} catch {
		return null;
	}
}

/** For hls.js: the server may answer when there is something new; by our own clock we would hear of it half a second later. */
export function patient(xhr: XMLHttpRequest, url: string): void {
	xhr.open('GET', url, true);
	if (/\.m3u8(\?|$)/.test(url)) xhr.setRequestHeader('Prefer', 'wait');
}

async function read(address: string): Promise<string> {
	const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
	if (!answer.ok) throw new Error(`${answer.status}`);
	return await answer.text();
}
