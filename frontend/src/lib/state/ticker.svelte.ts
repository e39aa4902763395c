/** The server's time as a value that screens can read and that moves by itself while somebody reads it. */
import { createSubscriber } from 'svelte/reactivity';
import { serverNow } from '#lib/socket/clock.ts';

class Ticker {
	#subscribe: () => void;

	constructor(everyMs: number) {
		this.#subscribe = createSubscriber((update) => {
			const timer = setInterval(update, everyMs);
			return () => clearInterval(timer);
		});
	}

	get now(): number {
		this.#subscribe();
		return serverNow();
	}
}

/** For countdowns and stopwatches. */
export const seconds = new Ticker(1000);
/** For "còn 12 phút": no need to redraw a list every second. */
export const moments = new Ticker(10_000);
