/** What the technician's screens ask for and do: broadcasts, sources, relays, pages. */
import { get, patch, post, remove, upload } from './http.ts';
import type { Broadcast, LibraryFile, Loan, Page, PageCheck, PageEdit, PageFields, Run, Source } from './types.ts';

const at = (slug: string, rest = ''): string => `/ceremonies/${encodeURIComponent(slug)}/broadcast/${rest}`;

export const broadcast = (slug: string): Promise<Broadcast> => get(at(slug));
export const chooseSource = (slug: string, version: number, source: number): Promise<Broadcast> =>
	patch(at(slug), { version, source });
export const start = (slug: string, source?: number): Promise<Broadcast> => post(at(slug, 'start/'), source === undefined ? {} : { source });
export const stop = (slug: string): Promise<Broadcast> => post(at(slug, 'stop/'));

export type NewSource =
	| { kind: 'test_card'; name: string }
	| { kind: 'url'; name: string; url: string }
	| { kind: 'file'; name: string; path: string; loop: boolean };

export const addSource = (slug: string, source: NewSource): Promise<Source> => post(at(slug, 'sources/'), source);
export const removeSource = (slug: string, id: number): Promise<null> => remove(at(slug, `sources/${id}/`));

export function uploadSource(
	slug: string,
	source: { name: string; loop: boolean; file: File },
	onProgress: (part: number) => void
): Promise<Source> {
	const form = new FormData();
	form.set('kind', 'file');
	form.set('name', source.name);
	form.set('loop', String(source.loop));
	form.set('file', source.file);
	return upload(at(slug, 'sources/'), form, onProgress);
}

export const library = (): Promise<LibraryFile[]> => get('/library/');
export const startRelay = (slug: string, page: number): Promise<Broadcast> => post(at(slug, `relays/${page}/start/`));
export const stopRelay = (slug: string, page: number): Promise<Broadcast> => post(at(slug, `relays/${page}/stop/`));
/** "I saw it on the page", and the word taken back. */
export const sawPage = (slug: string, page: number): Promise<Broadcast> => post(at(slug, `relays/${page}/seen/`));
export const unsawPage = (slug: string, page: number): Promise<Broadcast> => remove(at(slug, `relays/${page}/seen/`));
export type GroupAct = 'start' | 'stop' | 'retry';
export interface GroupDone {
	count: number;
	pages: number[];
	withdrawn: number[];
	broadcast: Broadcast;
}
export const manyRelays = (slug: string, act: GroupAct, pages: number[]): Promise<GroupDone> => post(at(slug, `relays/${act}/`), { pages });
export const removeRelay = (slug: string, page: number): Promise<null> => remove(at(slug, `relays/${page}/`));
export const runs = (slug: string): Promise<Run[]> => get(at(slug, 'runs/'));

export const pages = (): Promise<Page[]> => get('/pages/');
/** Where the caller's pages are lent. */
export const loans = (): Promise<Loan[]> => get('/pages/loans/');
export const createPage = (fields: PageFields): Promise<Page> => post('/pages/', fields);
export const changePage = (id: number, fields: PageEdit): Promise<Page> => patch(`/pages/${id}/`, fields);
export const removePage = (id: number): Promise<null> => remove(`/pages/${id}/`);
export const checkPage = (id: number): Promise<PageCheck> => post(`/pages/${id}/check/`);
