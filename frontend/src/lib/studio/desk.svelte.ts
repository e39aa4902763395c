/** One ceremony's live side for its staff: every desk of it reads from here, over one socket. */
import { getContext, setContext } from 'svelte';
import { life, tellExpired, whenBack } from '#lib/api/expiry.ts';
import { changed as changedSince } from '#lib/api/moderation.ts';
import * as api from '#lib/api/studio.ts';
import { broadcast as readBroadcast } from '#lib/api/streaming.ts';
import type { Broadcast, Ceremony, CrewMessage, DeskComment, Role, Room, Rundown } from '#lib/api/types.ts';
import { learnClock } from '#lib/socket/clock.ts';
import { parseFrame, type DeskSide, type Levels, type ServerFrame } from '#lib/socket/frames.ts';
import { byId, emptyRoom, reduce, withComment, withOlder, type RoomState, type Rules } from '#lib/socket/room.ts';
import { LiveSocket, socketAddress, type Line } from '#lib/socket/socket.ts';
import { Loader } from '#lib/state/loader.svelte.ts';
import { newRef } from '#lib/socket/ref.ts';
import { session } from '#lib/state/session.svelte.ts';
import { heard, QUIET, withMessages, type Talk, type Unheard } from './crew/talk.ts';

const RULES: Rules<DeskSide> = { compare: byId, keep: 12_000 };
const KEY = Symbol('desk');
/** Meters that say nothing for so long are not believed any more. */
const QUIET_MS = 1000;

export class Desk {
	readonly slug: string;
	room = $state.raw<RoomState<DeskSide>>(emptyRoom());
	/** What the crew says, and what of ours it has not heard yet. */
	talk = $state.raw<Talk>(QUIET);
	/** How loud the program is now; null where nobody said so in the last second. */
	levels = $state.raw<Levels | null>(null);
	line = $state.raw<Line>({ state: 'connecting', code: null, tries: 0 });
	first: Loader<Ceremony>;
	#socket: LiveSocket;
	#within = life();
	#quiet = 0;
	#again = 0;
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
		clearTimeout(this.#quiet);
		clearTimeout(this.#again);
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
		// Answers and frames may overtake one another: an older version never replaces a newer one.
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

	tookComments = (comments: DeskComment[]): void => {
		for (const comment of comments) this.room = withComment(this.room, comment, RULES);
	};
	/** All that was ever written here, for a search: the socket brings the newest 500. */
	async loadAll(): Promise<void> {
		for (let after = 0, more = true; more; ) {
			const found = await changedSince(this.slug, after);
			this.room = withOlder(this.room, found.comments as DeskComment[], RULES);
			[after, more] = [found.seq, found.more];
		}
	}

	tookMessage = (message: CrewMessage): void => this.tookMessages([message]);
	tookMessages = (messages: CrewMessage[]): void => {
		this.talk = withMessages(this.talk, messages);
	};

	/** What an earlier life of this screen had not sent: it waits for the line again. */
	remember(outbox: Unheard[]): void {
		const here = new Set(this.talk.outbox.map((mine) => mine.ref));
		const again = outbox.filter((mine) => !here.has(mine.ref));
		if (!again.length) return;
		this.talk = withMessages({ ...this.talk, outbox: [...again, ...this.talk.outbox] }, this.talk.messages);
		this.#sayAgain();
	}

	/** Said now, or when the line is back; `ref` where it is said again. */
	say(body: string, urgent: boolean, ref = newRef()): void {
		if (!session.user) return;
		const others = this.talk.outbox.filter((mine) => mine.ref !== ref);
		this.talk = { ...this.talk, outbox: [...others, { ref, author: session.user.id, body, urgent, refused: null }] };
		this.#socket.send({ type: 'crew.say', ref, body, urgent });
	}

	unsay(ref: string): void {
		this.talk = { ...this.talk, outbox: this.talk.outbox.filter((mine) => mine.ref !== ref) };
	}

	#sayAgain = (): void => {
		for (const { ref, author, body, urgent, refused } of this.talk.outbox)
			if (refused === null && author === session.user?.id) this.#socket.send({ type: 'crew.say', ref, body, urgent });
	};

	#hearCrew(frame: ServerFrame<DeskSide>): void {
		this.talk = heard(this.talk, frame);
		if (frame.type === 'snapshot') this.#sayAgain();
		else if (frame.type === 'error' && frame.retry_after !== null) {
			clearTimeout(this.#again);
			this.#again = window.setTimeout(this.#sayAgain, frame.retry_after * 1000);
		}
	}

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

	#sounds(levels: Levels): void {
		this.levels = levels;
		clearTimeout(this.#quiet);
		this.#quiet = window.setTimeout(() => (this.levels = null), QUIET_MS);
	}

	#hear(frame: ServerFrame<DeskSide> | null): void {
		if (!frame) return;
		if (frame.type === 'levels') return this.#sounds(frame.levels);
		if (frame.type === 'broadcast') return this.tookBroadcast(frame.broadcast);
		if (frame.type === 'snapshot' || frame.type === 'pong') learnClock(frame.server_now);
		this.room = reduce(this.room, frame, RULES);
		this.#hearCrew(frame);
		if (this.room.gap) this.#socket.reconnect();
	}
}

export function provideDesk(desk: Desk): Desk {
	return setContext(KEY, desk);
}

export function useDesk(): Desk {
	return getContext<Desk>(KEY);
}
