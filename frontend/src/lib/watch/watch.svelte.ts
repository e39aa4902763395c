/** The watch page's live side: one socket, one room, and what this reader wrote. */
import { learnClock, serverNow } from '#lib/socket/clock.ts';
import { parseFrame, type ClientFrame, type Reactions, type ServerFrame, type ViewerSide } from '#lib/socket/frames.ts';
import { acked, queued, refused, settled, unsent, withdrawn, type Outgoing } from '#lib/socket/outbox.ts';
import { byPosition, emptyRoom, reduce, type RoomState } from '#lib/socket/room.ts';
import { newRef } from '#lib/socket/ref.ts';
import { LiveSocket, socketAddress, type Line } from '#lib/socket/socket.ts';

/** What a phone keeps; while somebody reads further up nothing is taken away above their eyes. */
const KEEP = 300;
const KEEP_WHILE_READING = 1200;

export class WatchRoom {
	state = $state.raw<RoomState<ViewerSide>>(emptyRoom());
	outbox = $state.raw<Outgoing[]>([]);
	line = $state.raw<Line>({ state: 'connecting', code: null, tries: 0 });
	/** Told the hearts and flags of everybody. */
	cheered: ((sums: Reactions) => void) | null = null;
	/** Set while the reader is not at the end of the list. */
	reading = false;
	#socket: LiveSocket;

	constructor(slug: string) {
		const path = `/ws/ceremonies/${encodeURIComponent(slug)}/`;
		this.#socket = new LiveSocket({
			address: () => socketAddress(path, this.state.seq),
			onText: (text) => this.#hear(parseFrame<ViewerSide>(text)),
			onLine: (line) => (this.line = line)
		});
	}

	start(): void {
		this.#socket.start();
	}

	stop(): void {
		this.#socket.stop();
	}

	/** Shows the message at once and sends it, now or when the line is back. */
	say(name: string, body: string): void {
		const post = { ref: newRef(), name, body, at: new Date(serverNow()).toISOString() };
		this.outbox = queued(this.outbox, post);
		this.#post(post);
	}

	/** Sent while the line is open, or not at all. */
	tell(frame: ClientFrame): void {
		this.#socket.send(frame);
	}

	again(entry: Outgoing): void {
		this.outbox = queued(this.outbox, entry);
		this.#post(entry);
	}

	drop(ref: string): void {
		this.outbox = withdrawn(this.outbox, ref);
	}

	#post({ ref, name, body }: { ref: string; name: string; body: string }): void {
		this.tell({ type: 'comment.post', ref, name, body });
	}

	#hear(frame: ServerFrame<ViewerSide> | null): void {
		if (!frame) return;
		if (frame.type === 'ack') this.outbox = acked(this.outbox, frame);
		else if (frame.type === 'error') this.outbox = refused(this.outbox, frame);
		else if (frame.type === 'reactions') this.cheered?.(frame);
		else this.#apply(frame);
	}

	#apply(frame: ServerFrame<ViewerSide>): void {
		if (frame.type === 'snapshot' || frame.type === 'pong') learnClock(frame.server_now);
		const keep = this.reading ? KEEP_WHILE_READING : KEEP;
		this.state = reduce<ViewerSide>(this.state, frame, { compare: byPosition, keep });
		this.outbox = settled(this.outbox, this.state.comments);
		if (this.state.gap) this.#socket.reconnect();
		else if (frame.type === 'snapshot') for (const entry of unsent(this.outbox)) this.#post(entry);
	}
}
