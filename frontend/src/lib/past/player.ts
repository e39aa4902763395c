/** Plays what was: the last two hours of a live ceremony, or all of an ended one. Loaded when a reader asks for it. */
import type Hls from 'hls.js/light';

export interface PastEvents {
	onPlaying: () => void;
	onStalled: () => void;
	onUnplayable: () => void;
}

const RETRY_MS = 1500;
/** A phone on a slow line reads ahead half a minute, and keeps what it may want once more. */
const AHEAD_S = 30;

export class PastPlayer {
	#video: HTMLVideoElement;
	#address: string;
	#events: PastEvents;
	#hls: Hls | null = null;
	#parsed = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#over = false;

	constructor(video: HTMLVideoElement, address: string, events: PastEvents) {
		this.#video = video;
		this.#address = address;
		this.#events = events;
		void this.#begin();
	}

	destroy(): void {
		this.#over = true;
		clearTimeout(this.#timer);
		this.#hls?.destroy();
		this.#video.removeAttribute('src');
		this.#video.load();
	}

	async #begin(): Promise<void> {
		try {
			const { default: HlsPlayer } = await import('hls.js/light');
			if (this.#over) return;
			if (HlsPlayer.isSupported()) this.#attach(HlsPlayer);
			else if (this.#video.canPlayType('application/vnd.apple.mpegurl')) this.#native();
			else this.#events.onUnplayable();
		} catch {
			this.#again(() => void this.#begin());
		}
	}

	/** Where to begin, the playlist says itself (EXT-X-START); with an endless length the browser tells the window. */
	#attach(HlsPlayer: typeof Hls): void {
		this.#parsed = false;
		const hls = new HlsPlayer({ maxBufferLength: AHEAD_S, backBufferLength: AHEAD_S, liveDurationInfinity: true });
		this.#hls = hls;
		hls.on(HlsPlayer.Events.MANIFEST_PARSED, () => {
			this.#parsed = true;
			void this.#play();
		});
		hls.on(HlsPlayer.Events.ERROR, (_, data) => {
			if (data.fatal && !this.#over) this.#recover(hls, HlsPlayer, data.type);
		});
		hls.loadSource(this.#address);
		hls.attachMedia(this.#video);
	}

	#recover(hls: Hls, HlsPlayer: typeof Hls, type: string): void {
		this.#events.onStalled();
		if (type === HlsPlayer.ErrorTypes.MEDIA_ERROR) return hls.recoverMediaError();
		this.#again(() => (this.#parsed ? hls.startLoad() : hls.loadSource(this.#address)));
	}

	#native(): void {
		this.#video.src = this.#address;
		this.#video.onerror = () => this.#again(() => this.#native());
		void this.#play();
	}

	#again(step: () => void): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => !this.#over && step(), RETRY_MS);
	}

	async #play(): Promise<void> {
		try {
			await this.#video.play();
		} catch (error) {
			if (this.#video.muted || !(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
			this.#video.muted = true;
			await this.#video.play().catch(() => undefined);
		}
	}
}
