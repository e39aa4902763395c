/**
 * Sends a recording of a stream to the server, again and again from its beginning: after every break, and whenever
 * too much waits to be sent, the recorder starts anew on a new line (a recording has a head, so that nothing can be
 * left out of the middle). It knows nothing of screens.
 */
import { backoff } from '#lib/socket/backoff.ts';
import { lower, PICTURE_BPS, SOUND_BPS, type Format, type Quality } from './formats.ts';
import { TOO_LATE_S, Upload } from './upload.ts';

export type SendState = 'idle' | 'connecting' | 'opening' | 'sending' | 'waiting' | 'offline' | 'ended';

export interface Report {
	state: SendState;
	kbps: number;
	behindS: number;
	/** Pieces of a quarter of a second that were recorded and never arrived, since the person began. */
	dropped: number;
	restarts: number;
	quality: Quality;
	/** Where `state` is `ended`: why, as the server says it. */
	code: number | null;
	message: string;
}

export interface SenderOptions {
	address: () => string;
	format: Format;
	quality: Quality;
	told: (report: Report) => void;
	/** For tests. */
	open?: (address: string) => WebSocket;
	recorder?: (stream: MediaStream, options: MediaRecorderOptions) => MediaRecorder;
	luck?: () => number;
}

export const PIECE_MS = 250;
const LOOK_EVERY_MS = 500;
/** The server speaks every second: silence for so long is a dead line. */
export const DEAD_AFTER_MS = 6_000;
/** Where nothing goes out and nothing comes in, there is no network: a lower quality would not help. */
const QUIET_AFTER_MS = 2_500;
const STEADY_AFTER_MS = 10_000;
/** A close that only a person can mend. */
const FOR_GOOD = new Set([4401, 4403, 4404, 4409, 4410, 4415]);

export class CameraSender {
	#options: SenderOptions;
	#stream: MediaStream | null = null;
	#socket: WebSocket | null = null;
	#recorder: MediaRecorder | null = null;
	#upload = new Upload(0);
	#report: Report;
	#tries = 0;
	#heardAt = 0;
	#readyAt = 0;
	#piece = 0;
	#order: Promise<void> = Promise.resolve();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#pulse: ReturnType<typeof setInterval> | undefined;

	constructor(options: SenderOptions) {
		this.#options = options;
		this.#report = { state: 'idle', kbps: 0, behindS: 0, dropped: 0, restarts: 0, quality: options.quality, code: null, message: '' };
	}

	start(stream: MediaStream): void {
		this.#stream = stream;
		this.#pulse = setInterval(() => this.#look(), LOOK_EVERY_MS);
		globalThis.addEventListener?.('online', this.#wake);
		globalThis.document?.addEventListener('visibilitychange', this.#wake);
		this.#connect();
	}

	/** Goes on with another camera, rate or shape of the picture; at once. */
	restart(changes: { stream?: MediaStream; quality?: Quality } = {}): void {
		this.#stream = changes.stream ?? this.#stream;
		if (changes.quality) this.#report.quality = changes.quality;
		if (this.#report.state === 'idle' || this.#report.state === 'ended') return;
		this.#report.restarts += 1;
		this.#connect();
	}

	stop(): void {
		this.#finish('idle');
	}

	#finish(state: SendState, code: number | null = null): void {
		this.#drop();
		clearInterval(this.#pulse);
		globalThis.removeEventListener?.('online', this.#wake);
		globalThis.document?.removeEventListener('visibilitychange', this.#wake);
		this.#tell({ state, code, kbps: 0, behindS: 0 });
	}

	#tell(changes: Partial<Report>): void {
		this.#report = { ...this.#report, ...changes };
		this.#options.told(this.#report);
	}

	#connect(): void {
		this.#drop();
		this.#tell({ state: 'connecting', message: '' });
		const open = this.#options.open ?? ((address: string) => new WebSocket(address));
		const socket = open(this.#options.address());
		this.#socket = socket;
		this.#heardAt = Date.now();
		socket.onopen = () => {
			const { container, video } = this.#options.format;
			if (socket === this.#socket) socket.send(JSON.stringify({ type: 'begin', container, video }));
		};
		socket.onmessage = (event: MessageEvent) => {
			if (socket === this.#socket && typeof event.data === 'string') this.#hear(event.data);
		};
		socket.onclose = (event: CloseEvent) => {
			if (socket === this.#socket) this.#lost(event.code);
		};
	}

	#hear(text: string): void {
		const now = Date.now();
		this.#heardAt = now;
		const frame = JSON.parse(text) as { type: string; piece?: number; bytes?: number; sending?: boolean; message?: string };
		if (frame.type === 'ready') this.#begin(frame.piece ?? 0, now);
		else if (frame.type === 'taken') this.#upload.take(frame.bytes ?? 0, now);
		else if (frame.type === 'status') this.#tell({ state: frame.sending ? 'sending' : 'opening' });
		else if (frame.type === 'error') this.#tell({ message: frame.message ?? '' });
	}

	#begin(piece: number, now: number): void {
		const stream = this.#stream;
		if (!stream || !piece) return;
		this.#piece = piece;
		this.#readyAt = now;
		this.#upload = new Upload(now);
		this.#tell({ state: 'opening' });
		const options = {
			mimeType: this.#options.format.mime, videoBitsPerSecond: PICTURE_BPS[this.#report.quality],
			audioBitsPerSecond: SOUND_BPS, videoKeyFrameIntervalDuration: 2000
		};
		const make = this.#options.recorder ?? ((of: MediaStream, how: MediaRecorderOptions) => new MediaRecorder(of, how));
		try {
			const recorder = make(stream, options);
			this.#recorder = recorder;
			recorder.ondataavailable = (event) => this.#recorded(recorder, event.data);
			recorder.onerror = () => recorder === this.#recorder && this.restart();
			recorder.start(PIECE_MS);
		} catch {
			this.#lost(1006); // the stream has just ended: the screen says so, and gives another one
		}
	}

	/** Pieces are read one after the other, so that they stay in their order. */
	#recorded(recorder: MediaRecorder, data: Blob): void {
		if (recorder !== this.#recorder || !data.size) return;
		this.#upload.record(data.size, Date.now());
		this.#order = this.#order.then(async () => {
			const bytes = await data.arrayBuffer();
			const socket = this.#socket;
			if (recorder !== this.#recorder || socket?.readyState !== 1) return;
			for (let at = 0; at < bytes.byteLength; at += this.#piece) socket.send(bytes.slice(at, at + this.#piece));
		});
	}

	#look(): void {
		const { state } = this.#report;
		if (state !== 'connecting' && state !== 'opening' && state !== 'sending') return;
		const now = Date.now();
		const quietMs = now - this.#heardAt;
		const behindS = this.#upload.behindS(now);
		const late = behindS > TOO_LATE_S && this.#recorder !== null;
		if (quietMs > DEAD_AFTER_MS || (late && quietMs > QUIET_AFTER_MS)) return this.#lost(1006);
		if (late) return this.restart({ quality: lower(this.#report.quality) });
		if (state === 'sending' && now - this.#readyAt > STEADY_AFTER_MS) this.#tries = 0;
		this.#tell({ kbps: this.#upload.kbps(now), behindS });
	}

	#lost(code: number): void {
		if (FOR_GOOD.has(code)) return this.#finish('ended', code);
		this.#drop();
		const wait = backoff(this.#tries, (this.#options.luck ?? Math.random)());
		this.#tries += 1;
		this.#tell({ state: globalThis.navigator?.onLine === false ? 'offline' : 'waiting', kbps: 0, behindS: 0 });
		this.#timer = setTimeout(() => this.#connect(), wait);
	}

	/** Forgets line and recorder before closing them; what was on its way is lost, and counted. */
	#drop(): void {
		clearTimeout(this.#timer);
		this.#report.dropped += this.#recorder ? this.#upload.waiting : 0;
		const [socket, recorder] = [this.#socket, this.#recorder];
		[this.#socket, this.#recorder] = [null, null];
		if (recorder && recorder.state !== 'inactive') recorder.stop();
		socket?.close();
	}

	/** The network is back, or the person is. */
	#wake = (): void => {
		const { state } = this.#report;
		if ((state === 'waiting' || state === 'offline') && globalThis.document?.visibilityState !== 'hidden') this.#connect();
	};
}
