/**
 * What the crew says, as a pure function of the desk's frames, and what this person wrote and the crew has not heard
 * yet: it is sent again on every fresh line, since a repeated `ref` is harmless.
 */
import type { CrewMessage } from '#lib/api/types.ts';
import type { DeskSide, ServerFrame, SocketError } from '#lib/socket/frames.ts';

const KEEP = 300;

export interface Unheard {
	ref: string;
	/** Whose account wrote it: another one at this screen must not send it. */
	author: number;
	body: string;
	urgent: boolean;
	/** Why it was refused for good; null while it is on its way. */
	refused: string | null;
}

export interface Talk {
	messages: CrewMessage[];
	outbox: Unheard[];
}

export const QUIET: Talk = { messages: [], outbox: [] };

/** The messages in their order: a seen one never becomes unseen, and an urgent one is never let go unseen. */
export function withMessages(talk: Talk, changed: CrewMessage[]): Talk {
	if (!changed.length) return talk;
	const byId = new Map(talk.messages.map((message) => [message.id, message]));
	for (const message of changed) if (!byId.get(message.id)?.seen_at || message.seen_at) byId.set(message.id, message);
	const all = [...byId.values()].sort((a, b) => a.id - b.id);
	const surplus = all.length - KEEP;
	const messages = all.filter((message, place) => place >= surplus || waits(message));
	const heard = new Set(messages.map((message) => `${message.author} ${message.ref}`));
	return { messages, outbox: talk.outbox.filter((mine) => !heard.has(`${mine.author} ${mine.ref}`)) };
}

/** What a frame of the desk's socket changes. */
export function heard(talk: Talk, frame: ServerFrame<DeskSide>): Talk {
	if (frame.type === 'snapshot') return withMessages(frame.resumed ? talk : { ...talk, messages: [] }, frame.crew ?? []);
	if (frame.type === 'batch') return withMessages(talk, frame.events.flatMap((event) => (event.type === 'crew.said' ? [event.message] : [])));
	if (frame.type === 'error') return refused(talk, frame);
	return talk;
}

/** Where waiting helps it stays on its way. */
function refused(talk: Talk, error: SocketError): Talk {
	if (error.retry_after !== null) return talk;
	return { ...talk, outbox: talk.outbox.map((mine) => (mine.ref === error.ref ? { ...mine, refused: error.message } : mine)) };
}

/** Whether older ones could still be shown: over the bound the oldest would be let go at once. */
export const roomFor = (talk: Talk): boolean => talk.messages.length < KEEP;

/** Needed at once, and nobody has said yet to have seen it. */
export const waits = (message: CrewMessage): boolean => message.urgent && !message.seen_at;

/** How many others' messages came after the last one that was read on this device. */
export const unread = (talk: Talk, read: number, me: number | undefined): number =>
	talk.messages.filter((message) => message.id > read && message.author !== me).length;
