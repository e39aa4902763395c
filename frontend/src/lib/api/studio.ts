/** What the desks ask for and do: sessions, ceremonies, rundowns, crews, comments. */
import { get, patch, post, put, remove } from './http.ts';
import type { AuditEntry, Ceremony, CeremonyFields, CommentAction, CrewMember, CrewMessage, CrewPlace, Cue, DeskComment, Mark, Person, ReviewAction, Room, RoomChange, Rundown, SegmentDraft, Session, Tried, Unit, WordRules } from './types.ts';

const at = (slug: string, rest = ''): string => `/ceremonies/${encodeURIComponent(slug)}/${rest}`;

export const session = (): Promise<Session> => get('/session/');
export const login = (username: string, password: string): Promise<Session> =>
	post('/session/', { username, password });
export const logout = (): Promise<null> => remove('/session/');

export const units = (): Promise<Unit[]> => get('/units/');
export const wordRules = (unit: number): Promise<WordRules> => get(`/units/${unit}/words/`);
export const saveWords = (unit: number, text: string, version: number): Promise<WordRules> => put(`/units/${unit}/words/`, { text, version });
/** What would become of a comment under this list; nothing is kept of it. */
export const tryWords = (unit: number, text: string, body: string): Promise<Tried> => post(`/units/${unit}/words/try/`, { text, body });
export const people = (unit: number): Promise<Person[]> => get(`/units/${unit}/people/`);

export async function myCeremonies(): Promise<Ceremony[]> {
	return (await get<{ results: Ceremony[] }>('/ceremonies/?scope=mine')).results;
}

/** A ceremony's fields, with a picture where one was chosen (then as multipart) or taken away (`null`). */
function withCover(fields: Partial<CeremonyFields>, cover: File | null | undefined): unknown {
	if (!(cover instanceof File)) return cover === null ? { ...fields, cover: null } : fields;
	const form = new FormData();
	for (const [key, value] of Object.entries(fields)) form.set(key, String(value));
	form.set('cover', cover);
	return form;
}

export const ceremony = (slug: string): Promise<Ceremony> => get(at(slug));
export const createCeremony = (fields: CeremonyFields, cover?: File | null): Promise<Ceremony> =>
	post('/ceremonies/', withCover(fields, cover ?? undefined));
export const changeCeremony = (
	slug: string,
	fields: Partial<CeremonyFields>,
	cover?: File | null
): Promise<Ceremony> => patch(at(slug), withCover(fields, cover));
export const review = (slug: string, action: ReviewAction, body: object = {}): Promise<Ceremony> =>
	post(at(slug, `${action}/`), body);

export const rundown = (slug: string): Promise<Rundown> => get(at(slug, 'rundown/'));
export const saveRundown = (slug: string, segments: SegmentDraft[]): Promise<Rundown> =>
	put(at(slug, 'rundown/'), { segments });
export const cue = (slug: string, segment: number | null): Promise<Cue> => post(at(slug, 'cue/'), { segment });
/** `ref` is this screen's own word for the moment: a repeat makes no second mark. */
export const mark = (slug: string, ref: string, words: string): Promise<Mark> => post(at(slug, 'marks/'), { ref, words });

export async function crew(slug: string): Promise<CrewMember[]> {
	return (await get<{ crew: CrewMember[] }>(at(slug, 'crew/'))).crew;
}

export async function saveCrew(slug: string, members: CrewPlace[]): Promise<CrewMember[]> {
	return (await put<{ crew: CrewMember[] }>(at(slug, 'crew/'), { crew: members })).crew;
}

/** The messages before this one, the oldest first. */
export const crewOlder = (slug: string, before: number): Promise<{ messages: CrewMessage[]; more: boolean }> => get(at(slug, `crew-chat/?before=${before}`));
export const crewSeen = (slug: string, id: number): Promise<CrewMessage> => post(at(slug, `crew-chat/${id}/seen/`), {});

export const audit = (slug: string): Promise<AuditEntry[]> => get(at(slug, 'audit/'));

export const changeRoom = (slug: string, change: RoomChange): Promise<Room> =>
	patch(at(slug, 'room/'), change);
export const moderate = (id: number, action: CommentAction): Promise<DeskComment> =>
	post(`/comments/${id}/${action}/`);
