/** The picture: hls.js where the browser can feed it, else the browser's own HLS. Loaded only when there is one. */
import type Hls from 'hls.js/light';

export interface PlayerEvents {
	/** The first frame is there, or the picture moves again. */
	onPlaying: () => void;
	/** What was loaded has run out: nothing moves. */
	onStalled: () => void;
	/** The browser starts with sound only after a tap: it plays in silence instead. */
	onSilenced: () => void;
	/** Neither way of playing is there. */
	onUnplayable: () => void;
}

const RETRY_MS = 1500;

export class Player {
	#video: HTMLVideoElement;
	#address: string;
	#events: PlayerEvents;
	#hls: Hls | null = null;
	#parsed = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#ended = false;

	constructor(video: HTMLVideoElement, address: string, events: PlayerEvents) {
		this.#video = video;
		this.#address = address;
		this.#events = events;
		video.addEventListener('playing', events.onPlaying);
		video.addEventListener('waiting', events.onStalled);
		void this.#begin();
	}

	destroy(): void {
		this.#ended = true;
		clearTimeout(this.#timer);
		this.#video.removeEventListener('playing', this.#events.onPlaying);
		this.#video.removeEventListener('waiting', this.#events.onStalled);
		this.#hls?.destroy();
		this.#video.removeAttribute('src');
		this.#video.load();
	}

	/** To the newest picture: after a pause, or when the reader asks. */
	toLive(): void {
		const { seekable } = this.#video;
		const edge = this.#hls?.liveSyncPosition ?? (seekable.length ? seekable.end(seekable.length - 1) - 3 : null);
		if (edge !== null) this.#video.currentTime = edge;
		void this.#play();
	}

	/** How far behind the newest picture, in seconds; null where nobody knows. */
	get behind(): number | null {
		const { seekable } = this.#video;
		return seekable.length ? seekable.end(seekable.length - 1) - this.#video.currentTime : null;
	}

	async #begin(): Promise<void> {
		try {
			const { default: HlsPlayer } = await import('hls.js/light');
			if (this.#ended) return;
			if (HlsPlayer.isSupported()) this.#attach(HlsPlayer);
			else if (this.#video.canPlayType('application/vnd.apple.mpegurl')) this.#native();
			else this.#events.onUnplayable();
		} catch {
			this.#again(() => void this.#begin());
		}
	}

	#attach(HlsPlayer: typeof Hls): void {
		// Two segments behind the edge: 2.6 s from glass to page with 1 s segments, without a stall.
		this.#parsed = false;
		const hls = new HlsPlayer({
			liveSyncDurationCount: 2, maxBufferLength: 20, backBufferLength: 20, startLevel: -1, capLevelToPlayerSize: true
		});
		this.#hls = hls;
		hls.on(HlsPlayer.Events.MANIFEST_PARSED, () => {
			this.#parsed = true;
			void this.#play();
		});
		hls.on(HlsPlayer.Events.ERROR, (_, data) => {
			if (data.fatal && !this.#ended) this.#recover(hls, HlsPlayer, data.type);
		});
		hls.loadSource(this.#address);
		hls.attachMedia(this.#video);
	}

	/** Goes on with what is loaded and shown: a new instance would begin in black, silent and out of full screen. */
	#recover(hls: Hls, HlsPlayer: typeof Hls, type: string): void {
		if (type === HlsPlayer.ErrorTypes.MEDIA_ERROR) return hls.recoverMediaError();
		if (type === HlsPlayer.ErrorTypes.NETWORK_ERROR) {
			// The playlist is not there yet, or the line is away: ask again in a moment.
			return this.#again(() => (this.#parsed ? hls.startLoad() : hls.loadSource(this.#address)));
		}
		this.#again(() => {
			hls.destroy();
			this.#attach(HlsPlayer);
		});
	}

	#native(): void {
		this.#video.src = this.#address;
		this.#video.onerror = () => this.#again(() => this.#native());
		void this.#play();
	}

	#again(step: () => void): void {
		if (this.#ended) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => !this.#ended && step(), RETRY_MS);
	}

	async #play(): Promise<void> {
		try {
			await this.#video.play();
		} catch (error) {
			// The browser wants a tap first: for sound only, or for any picture; then the play button stays in sight.
			if (this.#video.muted || !(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
			this.#events.onSilenced();
			await this.#video.play().catch(() => undefined);
		}
	}
}
