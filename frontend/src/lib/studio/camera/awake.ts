/** Keeps the screen awake: a locked phone sends nothing. The browser takes the lock away whenever the page is hidden. */
export class Awake {
	#lock: WakeLockSentinel | null = null;
	#wanted = false;

	/** Again and again, at every press and at every return; where the browser has no such thing, nothing happens. */
	keep = async (): Promise<void> => {
		this.#wanted = true;
		document.addEventListener('visibilitychange', this.#back);
		if (this.#lock && !this.#lock.released) return;
		try {
			this.#lock = (await navigator.wakeLock?.request('screen')) ?? null;
			if (!this.#wanted) this.release();
		} catch {
			this.#lock = null; // hidden, or low on power
		}
	};

	release(): void {
		this.#wanted = false;
		document.removeEventListener('visibilitychange', this.#back);
		void this.#lock?.release().catch(() => undefined);
		this.#lock = null;
	}

	#back = (): void => {
		if (this.#wanted && document.visibilityState === 'visible') void this.keep();
	};
}
