/** The socket's frames, typed and closed; what is not one of these is ignored, never guessed at. */
import type {
	Broadcast, Ceremony, CommentState, CrewMessage, DeskComment, PublicBroadcast, PublicCeremony, PublicComment, Room, Rundown
} from '#lib/api/types.ts';

/** What a room shows: the viewers' side and the desk's side differ in these shapes only. */
export interface Side {
	comment: PublicComment;
	broadcast: unknown;
	ceremony: unknown;
}

export interface ViewerSide extends Side {
	comment: PublicComment;
	broadcast: PublicBroadcast;
	ceremony: PublicCeremony;
}

export interface DeskSide extends Side {
	comment: DeskComment;
	broadcast: Broadcast;
	ceremony: Ceremony;
}

export interface Snapshot<S extends Side> {
	type: 'snapshot';
	seq: number;
	resumed: boolean;
	server_now: string;
	comments: S['comment'][];
	removed: number[];
	room: Room;
	broadcast: S['broadcast'];
	viewers: number;
	ceremony: S['ceremony'];
	rundown?: Rundown;
	/** Desks only. */
	crew?: CrewMessage[];
}

export type RoomEvent<S extends Side> =
	| { type: 'comment'; seq: number; comment: S['comment'] }
	| { type: 'comment_removed'; seq: number; id: number }
	| { type: 'crew.said'; seq: number; message: CrewMessage };

export interface Batch<S extends Side> {
	type: 'batch';
	from: number;
	to: number;
	events: RoomEvent<S>[];
}

export interface Ack {
	type: 'ack';
	ref: string;
	id: number;
	seq: number;
	state: CommentState;
}

export interface SocketError {
	type: 'error';
	ref?: string | null;
	code: string;
	message: string;
	retry_after: number | null;
}

/** How loud the program is now: dBFS, left and right; LUFS of the last 3 s. */
export interface Levels {
	peak_db: number[];
	rms_db: number[];
	lufs_s: number | null;
}

/** Of all viewers, since the last such frame. */
export interface Reactions {
	type: 'reactions';
	heart: number;
	flag: number;
}

export type ServerFrame<S extends Side> =
	| Snapshot<S>
	| Batch<S>
	| { type: 'viewers'; viewers: number }
	| Reactions
	| { type: 'broadcast'; broadcast: S['broadcast'] }
	| { type: 'ceremony'; ceremony: S['ceremony'] }
	| { type: 'rundown'; rundown: Rundown }
	| { type: 'room'; room: Room }
	| { type: 'levels'; levels: Levels }
	| Ack
	| SocketError
	| { type: 'pong'; server_now: string };

export type ClientFrame =
	| { type: 'comment.post'; ref: string; name: string; body: string }
	| { type: 'reaction'; kind: 'heart' | 'flag'; count: number }
	| { type: 'ping' };

const KNOWN = new Set([
	'snapshot', 'batch', 'viewers', 'reactions', 'broadcast', 'ceremony', 'rundown', 'room', 'levels', 'ack', 'error', 'pong'
]);

/** The frame in `text`, or null where it is none of ours. */
export function parseFrame<S extends Side>(text: string): ServerFrame<S> | null {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value !== 'object' || value === null || !('type' in value)) return null;
		return KNOWN.has(String(value.type)) ? (value as ServerFrame<S>) : null;
	} catch {
		return null;
	}
}
