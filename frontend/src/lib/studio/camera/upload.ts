/** What became of what was recorded: measured by what the server says it took, not by what was handed to the browser. */
const OVER_MS = 5_000;
/** More than this on its way: the network is weak. More than that: start anew with less, at the present moment. */
export const WEAK_S = 1.5;
export const TOO_LATE_S = 4;

export class Upload {
	made = 0;
	taken = 0;
	#sizes: { end: number; ms: number }[] = [];
	#samples: { at: number; taken: number }[];

	constructor(now: number) {
		this.#samples = [{ at: now, taken: 0 }];
	}

	/** A piece of the recording came out of the recorder. */
	record(size: number, now: number): void {
		this.made += size;
		this.#sizes.push({ end: this.made, ms: now });
	}

	/** The server has handed on so many bytes of it. */
	take(bytes: number, now: number): void {
		this.taken = Math.max(this.taken, Math.min(bytes, this.made));
		this.#sizes = this.#sizes.filter((piece) => piece.end > this.taken);
		this.#samples.push({ at: now, taken: this.taken });
		const old = this.#samples.findLastIndex((sample) => now - sample.at >= OVER_MS);
		if (old > 0) this.#samples.splice(0, old);
	}

	/** Over the last five seconds. */
	kbps(now: number): number {
		const first = this.#samples[0];
		if (!first || now - first.at < 250) return 0;
		return Math.round(((this.taken - first.taken) * 8) / (now - first.at));
	}

	/** How long the oldest piece that the server has not taken is waiting. */
	behindS(now: number): number {
		const oldest = this.#sizes[0];
		return oldest ? Math.max(0, now - oldest.ms) / 1000 : 0;
	}

	/** Pieces that would never arrive if the line ended now. */
	get waiting(): number {
		return this.#sizes.length;
	}

	get behindBytes(): number {
		return this.made - this.taken;
	}
}
