/** The picture: hls.js where the browser can feed it, else the browser's own HLS. Loaded only when there is one. */
import type Hls from 'hls.js/light';
import { NATIVE, remember, remembered, type Choice } from './choice.ts';
import { begun, flowing, loading, passed, stalled, tried, wanted, type Ladder, type Rung } from './ladder.ts';
import { carried, hasLadder, line, patient } from './line.ts';
import { Near, NEAR_S } from './near.ts';

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

const RETRY_MS = 1500, LOOK_MS = 1000;
const AHEAD_S = 1; // so much more lies on the server than was loaded: then the line is slow, and not the program

export class Player {
	choice = $state<Choice>(remembered());
	/** Whether there is anything to choose from. */
	ladder = $state(false);
	/** Sound alone is played. */
	listening = $state(false);
	/** From one stream to another: the browser says "paused" in between. */
	changing = $state(false);
	#video: HTMLVideoElement;
	#master: string;
	#events: PlayerEvents;
	#hls: Hls | null = null;
	#native = false;
	#address = '';
	#parsed = false;
	#wanted = true;
	#at: Ladder = begun(line(), performance.now());
	#near = new Near();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#look: ReturnType<typeof setInterval>;
	#trying = false;
	#ended = false;

	constructor(video: HTMLVideoElement, master: string, events: PlayerEvents) {
		this.#video = video;
		this.#master = master;
		this.#events = events;
		video.addEventListener('playing', this.#plays);
		video.addEventListener('waiting', this.#waits);
		video.addEventListener('resize', this.#sized);
		this.#look = setInterval(() => this.#pass(), LOOK_MS);
		void this.#begin();
	}

	destroy(): void {
		this.#ended = true;
		clearTimeout(this.#timer);
		clearInterval(this.#look);
		this.#video.removeEventListener('playing', this.#plays);
		this.#video.removeEventListener('waiting', this.#waits);
		this.#video.removeEventListener('resize', this.#sized);
		this.#hls?.destroy();
		this.#video.removeAttribute('src');
		this.#video.load();
	}

	/** By the viewer, and kept for the next visit. */
	choose(choice: Choice): void {
		this.choice = choice;
		remember(choice);
		this.#at = begun(line(), performance.now());
		this.#apply();
	}

	/** The line is too weak for a picture; it will come back by itself. */
	get weak(): boolean {
		return this.listening && this.choice === 'auto';
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

	#plays = (): void => {
		this.changing = false;
		this.#at = flowing(this.#at);
		this.#events.onPlaying();
	};

	#waits = (): void => {
		this.#events.onStalled();
		// What has not played yet did not stall: it has as long as a long stall.
		if (this.choice === 'auto' && this.#at.stalledAt === null && this.#slow()) this.#move(stalled(this.#at, performance.now()));
	};

	/** The browser's own HLS goes to the sound alone by itself, and says so by a picture without a size. */
	#sized = (): void => {
		if (this.#native && this.choice !== 'audio') this.listening = this.#video.videoWidth === 0;
	};

	#slow(): boolean {
		const edge = this.#hls?.latestLevelDetails?.edge;
		if (edge === undefined) return !this.#native;
		const { buffered, currentTime } = this.#video;
		return edge - (buffered.length ? buffered.end(buffered.length - 1) : currentTime) > AHEAD_S;
	}

	#pass(): void {
		const now = performance.now();
		if (this.#hls && this.#near.comesBack(now)) this.#hls.targetLatency = NEAR_S;
		if (this.choice !== 'auto' || !this.#hls || this.#video.paused) return;
		if (this.#at.stalledAt === null || this.#slow()) this.#move(passed(this.#at, now));
		const next = this.#trying ? null : wanted(this.#at, now);
		if (next) void this.#try(next);
	}

	async #try(rung: Rung): Promise<void> {
		this.#trying = true;
		const rate = await carried(this.#beside(rung === 'full' ? 'program.m3u8' : 'low.m3u8'));
		this.#trying = false;
		if (this.#ended || !this.#hls) return;
		// By itself hls.js would remember the bad minutes for as many good ones.
		if (rate) this.#hls.bandwidthEstimate = rate;
		this.#move(tried(this.#at, rate !== null, performance.now()));
	}

	#move(next: Ladder): void {
		const moved = next.rung !== this.#at.rung;
		this.#at = next;
		if (moved) this.#apply();
	}

	get #sound(): boolean {
		return this.ladder && (this.choice === 'audio' || (this.choice === 'auto' && !this.#native && this.#at.rung === 'sound'));
	}

	/** -1: hls.js decides, by the line and by the size on the screen. */
	#level(count: number): number {
		if (this.choice === 'high') return count - 1;
		return this.choice === 'low' || this.#at.rung === 'low' ? 0 : -1;
	}

	#beside(name: string): string {
		return this.#master.replace(/index\.m3u8$/, name);
	}

	/** The stream that belongs to choice and line; what is loaded stays where only the level changes. */
	#apply(): void {
		if (!this.ladder || (!this.#hls && !this.#native)) return;
		const address = this.#sound ? this.#beside('audio.m3u8') : this.#native ? this.#beside(NATIVE[this.choice]) : this.#master;
		this.listening = this.#sound;
		if (address === this.#address) {
			if (this.#hls && this.#parsed) this.#hls.nextLevel = this.#level(this.#hls.levels.length);
			return;
		}
		this.#address = address;
		this.#wanted = !this.#video.paused || this.changing;
		this.changing = this.#wanted;
		this.#at = loading(this.#at, performance.now());
		this.#parsed = false;
		if (this.#hls) this.#hls.loadSource(address);
		else this.#open();
	}

	async #begin(): Promise<void> {
		try {
			const [{ default: HlsPlayer }, ladder] = await Promise.all([import('hls.js/light'), hasLadder(this.#master)]);
			if (this.#ended) return;
			this.ladder = ladder;
			this.#native = !HlsPlayer.isSupported();
			this.#at = loading(begun(line(), performance.now()), performance.now());
			this.listening = this.#sound;
			this.#address = this.listening ? this.#beside('audio.m3u8') : this.#master;
			if (!this.#native) return this.#attach(HlsPlayer);
			if (!this.#video.canPlayType('application/vnd.apple.mpegurl')) return this.#events.onUnplayable();
			if (ladder) this.#address = this.#beside(NATIVE[this.choice]);
			this.#open();
		} catch {
			this.#again(() => void this.#begin());
		}
	}

	#attach(HlsPlayer: typeof Hls): void {
		// A stall takes it a second further back (`liveSyncOnStallIncrease`) until it was calm; what is behind catches up, unheard.
		this.#parsed = false;
		const hls = new HlsPlayer({
			liveSyncDuration: NEAR_S, liveMaxLatencyDuration: 12, maxLiveSyncPlaybackRate: 1.05, maxBufferLength: 20, backBufferLength: 20,
			xhrSetup: patient, startLevel: -1, capLevelToPlayerSize: true
		});
		this.#hls = hls;
		hls.on(HlsPlayer.Events.MANIFEST_PARSED, () => {
			this.#parsed = true;
			hls.loadLevel = this.#level(hls.levels.length);
			if (this.#wanted) void this.#play();
		});
		hls.on(HlsPlayer.Events.ERROR, (_, data) => {
			if (data.details === HlsPlayer.ErrorDetails.BUFFER_STALLED_ERROR) this.#near.ranOut(performance.now());
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

	#open(): void {
		this.#video.src = this.#address;
		this.#video.onerror = () => this.#again(() => this.#open());
		if (this.#wanted) void this.#play();
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
