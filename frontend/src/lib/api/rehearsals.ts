/** Rehearsals of the whole ceremony. */
import { get, post } from './http.ts';
import type { Fault, Rehearsal, RehearsalVerdict } from './types.ts';

const at = (slug: string, rest = ''): string => `/ceremonies/${encodeURIComponent(slug)}/broadcast/rehearsals/${rest}`;

export const rehearse = (slug: string, length_s: number, faults: Fault[]): Promise<Rehearsal> => post(at(slug), { length_s, faults });
export const verdict = (slug: string, id: number): Promise<RehearsalVerdict> => get(at(slug, `${id}/`));
export const stopRehearsal = (slug: string, id: number): Promise<Rehearsal> => post(at(slug, `${id}/stop/`));
export const verdictFile = (slug: string, id: number): string => `/api/v1${at(slug, `${id}.csv`)}`;
