/** One ceremony's live side for its staff: every desk of it reads from here, over one socket. */
import { getContext, setContext } from 'svelte';
import { life, tellExpired, whenBack } from '#lib/api/expiry.ts';
import * as api from '#lib/api/studio.ts';
import { broadcast as readBroadcast } from '#lib/api/streaming.ts';
import type { Broadcast, Ceremony, DeskComment, Role, Room, Rundown } from '#lib/api/types.ts';
import { learnClock } from '#lib/socket/clock.ts';
import { parseFrame, type DeskSide, type ServerFrame } from '#lib/socket/frames.ts';
import { byId, emptyRoom, reduce, withComment, type RoomState, type Rules } from '#lib/socket/room.ts';
import { LiveSocket, socketAddress, type Line } from '#lib/socket/socket.ts';
import { Loader } from '#lib/state/loader.svelte.ts';
import { session } from '#lib/state/session.svelte.ts';

const RULES: Rules<DeskSide> = { compare: byId, keep: 1000 };
const KEY = Symbol('desk');

export class Desk {
	readonly slug: string;
	room = $state.raw<RoomState<DeskSide>>(emptyRoom());
	line = $state.raw<Line>({ state: 'connecting', code: null, tries: 0 });
	first: Loader<Ceremony>;
	#socket: LiveSocket;
	#within = life();
	#forget = (): void => undefined;

	constructor(slug: string) {
		this.slug = slug;
		this.first = new Loader(() => api.ceremony(slug));
		this.#socket = new LiveSocket({
			address: () => {
				this.#within = life();
				return socketAddress(`/ws/ceremonies/${encodeURIComponent(slug)}/desk/`, this.room.seq);
			},
			onText: (text) => this.#hear(parseFrame<DeskSide>(text)),
			onLine: (line) => this.#told(line)
		});
	}

	get ceremony(): Ceremony | null {
		return this.room.ceremony ?? this.first.value;
	}

	get broadcast(): Broadcast | null {
		return this.room.broadcast;
	}

	get rundown(): Rundown | null {
		return this.room.rundown;
	}

	may(role: Role): boolean {
		return !!session.user?.is_superuser || !!this.ceremony?.my_roles.includes(role);
	}

	start(): void {
		void this.first.load();
		this.#socket.start();
	}

	stop(): void {
		this.#forget();
		this.#socket.stop();
	}

	/** Hears everything again, for instance in another language. */
	listenAnew(): void {
		this.#socket.reconnect();
	}

	/** What a request answered is newer than what the socket said last; the socket will repeat it. */
	tookCeremony = (ceremony: Ceremony): void => {
		this.first.value = ceremony;
		this.room = { ...this.room, ceremony };
	};
	tookBroadcast = (broadcast: Broadcast): void => {
		const held = this.room.broadcast;
		// Two answers may overtake one another: an older version never replaces a newer one.
		if (held && broadcast.version < held.version) return;
		this.room = { ...this.room, broadcast };
	};
	tookRundown = (rundown: Rundown): void => {
		this.room = { ...this.room, rundown };
	};
	tookRoom = (room: Room): void => {
		this.room = { ...this.room, room };
	};
	tookComment = (comment: DeskComment): void => {
		this.room = withComment(this.room, comment, RULES);
	};

	async reload(): Promise<void> {
		this.tookBroadcast(await readBroadcast(this.slug));
	}

	#told(line: Line): void {
		this.line = line;
		if (line.code !== 4401) return;
		tellExpired(this.#within);
		this.#forget = whenBack(this.#within, this.#back);
	}

	/** What was asked without a login was answered as to a stranger: it is asked again. */
	#back = (): void => {
		this.#socket.revive();
		void this.first.load();
	};

	#hear(frame: ServerFrame<DeskSide> | null): void {
		if (!frame) return;
		if (frame.type === 'snapshot' || frame.type === 'pong') learnClock(frame.server_now);
		this.room = reduce(this.room, frame, RULES);
		if (this.room.gap) this.#socket.reconnect();
	}
}

export function provideDesk(desk: Desk): Desk {
	return setContext(KEY, desk);
}

export function useDesk(): Desk {
	return getContext<Desk>(KEY);
}
