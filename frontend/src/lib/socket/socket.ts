/**
 * One reconnecting socket. It knows nothing of what the frames mean: it opens, says hello again after every
 * break with what `address()` returns by then (that carries `?after=`), pings so that a dead line is noticed,
 * and waits longer from try to try.
 */
import { backoff } from './backoff.ts';

export type LineState = 'connecting' | 'open' | 'waiting' | 'offline' | 'refused' | 'closed';

export interface Line {
	state: LineState;
	/** The close code that ended it for good (4401, 4403, 4404), where `state` is `refused`. */
	code: number | null;
	tries: number;
}

export interface SocketOptions {
	address: () => string;
	onText: (text: string) => void;
	onLine: (line: Line) => void;
	/** For tests. */
	open?: (address: string) => WebSocket;
	luck?: () => number;
}

export const PING_EVERY_MS = 25_000;
/** Silence longer than this, although a ping was sent, is a dead line. */
export const DEAD_AFTER_MS = 35_000;
const STEADY_AFTER_MS = 5_000;
const FOR_GOOD = new Set([4401, 4403, 4404]);

export class LiveSocket {
	#options: SocketOptions;
	#socket: WebSocket | null = null;
	#tries = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#pulse: ReturnType<typeof setInterval> | undefined;
	#steady: ReturnType<typeof setTimeout> | undefined;
	#heardAt = 0;
	#ended = false;
	#refused = false;

	constructor(options: SocketOptions) {
		this.#options = options;
	}

	start(): void {
		globalThis.addEventListener?.('online', this.#wake);
		globalThis.addEventListener?.('offline', this.#wentOffline);
		globalThis.document?.addEventListener('visibilitychange', this.#wake);
		this.#connect();
	}

	stop(): void {
		this.#ended = true;
		this.#refused = false;
		globalThis.removeEventListener?.('online', this.#wake);
		globalThis.removeEventListener?.('offline', this.#wentOffline);
		globalThis.document?.removeEventListener('visibilitychange', this.#wake);
		this.#drop();
		this.#tell('closed');
	}

	/** True when the frame was handed to an open line; delivery is for the caller to see (`ack`). */
	send(frame: object): boolean {
		if (this.#socket?.readyState !== 1) return false;
		this.#socket.send(JSON.stringify(frame));
		return true;
	}

	/** Leaves the present line and opens another at once: after a gap, or when the reader asks for it. */
	reconnect(): void {
		if (this.#ended) return;
		this.#drop();
		this.#connect();
	}

	/** Opens again what was refused for good, once its reason is gone. */
	revive(): void {
		if (!this.#refused) return;
		this.#refused = this.#ended = false;
		this.#tries = 0;
		this.#connect();
	}

	#tell(state: LineState, code: number | null = null): void {
		this.#options.onLine({ state, code, tries: this.#tries });
	}

	#connect(): void {
		this.#tell('connecting');
		const open = this.#options.open ?? ((address: string) => new WebSocket(address));
		const socket = open(this.#options.address());
		this.#socket = socket;
		this.#heardAt = Date.now();
		this.#pulse = setInterval(() => this.#beat(), PING_EVERY_MS);
		socket.onopen = () => this.#opened(socket);
		socket.onmessage = (event: MessageEvent) => {
			if (socket !== this.#socket) return;
			this.#heardAt = Date.now();
			if (typeof event.data === 'string') this.#options.onText(event.data);
		};
		socket.onclose = (event: CloseEvent) => {
			if (socket === this.#socket) this.#lost(event.code);
		};
	}

	#opened(socket: WebSocket): void {
		if (socket !== this.#socket) return;
		this.#heardAt = Date.now();
		// Only a line that holds is a success: one that is accepted and cut again keeps its backoff.
		this.#steady = setTimeout(() => (this.#tries = 0), STEADY_AFTER_MS);
		this.#tell('open');
	}

	#lost(code: number): void {
		this.#drop();
		if (FOR_GOOD.has(code)) {
			this.#ended = this.#refused = true;
			this.#tell('refused', code);
			return;
		}
		const wait = backoff(this.#tries, (this.#options.luck ?? Math.random)());
		this.#tries += 1;
		this.#tell(globalThis.navigator?.onLine === false ? 'offline' : 'waiting');
		this.#timer = setTimeout(() => this.#connect(), wait);
	}

	/** Forgets the socket before closing it, so that its late events reach nobody. */
	#drop(): void {
		clearTimeout(this.#timer);
		clearTimeout(this.#steady);
		clearInterval(this.#pulse);
		const socket = this.#socket;
		this.#socket = null;
		socket?.close();
	}

	#beat(): void {
		if (Date.now() - this.#heardAt > DEAD_AFTER_MS) this.reconnect();
		else this.send({ type: 'ping' });
	}

	/** The phone woke up or the network is back: a timer may be minutes late, so look now. */
	#wake = (): void => {
		if (this.#ended || globalThis.document?.visibilityState === 'hidden') return;
		if (this.#socket?.readyState === 0) return;
		if (this.#socket?.readyState !== 1) return this.reconnect();
		this.#tell('open');
		this.#beat();
	};

	#wentOffline = (): void => {
		if (!this.#ended) this.#tell('offline');
	};
}

/** `path` on this page's own host, as a websocket address. */
export function socketAddress(path: string, after: number | null): string {
	const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
	return `${scheme}//${location.host}${path}${after === null ? '' : `?after=${after}`}`;
}
