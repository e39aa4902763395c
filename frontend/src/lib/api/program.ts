/** What the program shows and how it sounds: order, take, preview, red button, clock. */
import { get, patch, post, postLeaving, put, remove } from './http.ts';
import type { Board, Broadcast, IncidentLine, Load, Source, SourceMade } from './types.ts';

const ceremony = (slug: string): string => `/ceremonies/${encodeURIComponent(slug)}/`;
const at = (slug: string, rest = ''): string => `${ceremony(slug)}broadcast/${rest}`;

export type Sender =
	| { kind: 'rtmp' | 'camera'; name: string }
	| { kind: 'srt'; name: string; latency_ms: number }
	| { kind: 'playlist'; name: string; paths: string[]; loop: boolean };

export const addSender = (slug: string, source: Sender): Promise<SourceMade> => post(at(slug, 'sources/'), source);
export const rotate = (slug: string, id: number): Promise<SourceMade> => post(at(slug, `sources/${id}/rotate/`));
export const setNetwork = (slug: string, id: number, fields: { buffer_ms?: number; latency_ms?: number }): Promise<Source> =>
	patch(at(slug, `sources/${id}/`), fields);
export const setOrder = (slug: string, sources: number[]): Promise<Broadcast> => put(at(slug, 'sources/order/'), { sources });
export const take = (slug: string, source: number | null): Promise<Broadcast> => post(at(slug, 'take/'), { source });
export const look = (slug: string, source: number): Promise<Broadcast> => post(at(slug, 'preview/'), { source, on: true });
/** Also while the page is being left. */
export const lookAway = (slug: string, source: number): Promise<Broadcast> => postLeaving(at(slug, 'preview/'), { source, on: false });
export const slate = (slug: string, on: boolean): Promise<Broadcast> => post(at(slug, on ? 'slate/' : 'unslate/'));

export interface Tuning {
	profile?: Broadcast['profile'];
	loudness?: boolean;
	gain_db?: number;
	av_offset_ms?: number;
}
export const tune = (slug: string, version: number, wanted: Tuning): Promise<Broadcast> => patch(at(slug), { version, ...wanted });
export const arm = (slug: string, when: string | null, ends = false): Promise<Broadcast> => post(at(slug, 'arm/'), { at: when, ends });
/** The alert of a start that did not come has been seen. */
export const seenNotStarted = (slug: string): Promise<Broadcast> => post(at(slug, 'arm/seen/'));
/** The last look at the pages. */
export const readiness = (slug: string): Promise<{ board: Board | null }> => get(at(slug, 'readiness/'));
/** Ask them all; takes up to ten seconds. */
export const askPages = (slug: string): Promise<{ board: Board | null }> => post(at(slug, 'readiness/'));
/** What the machines carried in the last quarter of an hour; `after` (seconds since 1970): only later samples. */
export const load = (slug: string, after?: number): Promise<Load> => get(at(slug, `load/${after === undefined ? '' : `?after=${after}`}`));
/** "I know of it": its sound ends, the first name stays. */
export const acknowledge = (slug: string, alert: number): Promise<Broadcast['alerts'][number]> => post(at(slug, `alerts/${alert}/ack/`));
/** People's deeds and what the system saw, the newest first. */
export const incidents = (slug: string): Promise<IncidentLine[]> => get(`${ceremony(slug)}incidents/`);
export const incidentsFile = (slug: string): string => `/api/v1${ceremony(slug)}incidents.csv`;
export const extend = (slug: string, minutes: number | null): Promise<Broadcast> => post(at(slug, 'extend/'), { minutes });

/** A picture that opens this camera's screen on the phone that reads it. */
export const cameraQr = (slug: string, source: number): string => `/api/v1${at(slug, `sources/${source}/qr/`)}`;
export const slatePicture = (slug: string): string => `/api/v1${at(slug, 'slate/picture/')}`;
export const designedSlate = (slug: string): Promise<null> => remove(at(slug, 'slate/picture/'));
export function ownSlate(slug: string, file: File): Promise<Broadcast> {
	const form = new FormData();
	form.set('file', file);
	return put(at(slug, 'slate/picture/'), form);
}
