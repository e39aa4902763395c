/** What the desks ask for and do with recordings, and the disk that holds them. */
import { get, post } from './http.ts';
import type { Recording, Storage } from './types.ts';

const at = (slug: string, rest = ''): string => `/ceremonies/${encodeURIComponent(slug)}/recording/${rest}`;

export const recording = (slug: string): Promise<Recording> => get(at(slug));
export const purge = (slug: string): Promise<Recording> => post(at(slug, 'purge/'));
export const retry = (slug: string): Promise<Recording> => post(at(slug, 'retry/'));

/** The disk, and what policy deletes within `days`; 0 asks for the disk alone. */
export const storage = (days: number): Promise<Storage> => get(`/storage/?days=${days}`);
