/**
 * What this reader wrote and the room has not shown yet. An entry leaves when the room's own list carries its
 * `ref` or the id that the ack gave it; until then it may be sent again as often as the line breaks, since a
 * repeated `ref` is harmless.
 */
import type { CommentState, PublicComment } from '#lib/api/types.ts';
import type { Ack, SocketError } from './frames.ts';

export interface Outgoing {
	ref: string;
	name: string;
	body: string;
	at: string;
	state: 'sending' | 'acked' | 'refused';
	id: number | null;
	/** What became of it at the server, once acknowledged. */
	fate: CommentState | null;
	message: string | null;
	retryAfter: number | null;
}

export function queued(outbox: Outgoing[], post: { ref: string; name: string; body: string; at: string }): Outgoing[] {
	const entry: Outgoing = { ...post, state: 'sending', id: null, fate: null, message: null, retryAfter: null };
	return [...outbox.filter((held) => held.ref !== post.ref), entry];
}

export function acked(outbox: Outgoing[], ack: Ack): Outgoing[] {
	return outbox.map((entry) =>
		entry.ref === ack.ref ? { ...entry, state: 'acked', id: ack.id, fate: ack.state, message: null } : entry
	);
}

export function refused(outbox: Outgoing[], error: SocketError): Outgoing[] {
	return outbox.map((entry) =>
		entry.ref === error.ref && entry.state === 'sending'
			? { ...entry, state: 'refused', message: error.message, retryAfter: error.retry_after }
			: entry
	);
}

export function withdrawn(outbox: Outgoing[], ref: string): Outgoing[] {
	return outbox.filter((entry) => entry.ref !== ref);
}

/** Without what the room itself shows by now. */
export function settled(outbox: Outgoing[], shown: PublicComment[]): Outgoing[] {
	if (outbox.length === 0) return outbox;
	const ids = new Set(shown.map((comment) => comment.id));
	const refs = new Set(shown.flatMap((comment) => (comment.ref ? [comment.ref] : [])));
	const left = outbox.filter((entry) => !refs.has(entry.ref) && !(entry.id !== null && ids.has(entry.id)));
	return left.length === outbox.length ? outbox : left;
}

/** What has to go out again on a fresh line. */
export function unsent(outbox: Outgoing[]): Outgoing[] {
	return outbox.filter((entry) => entry.state === 'sending');
}
