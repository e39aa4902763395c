/** What moderators ask for beside the queue's socket. */
import { get, post } from './http.ts';
import type { CommentAction, Shapes } from './types.ts';

export type Done = Shapes['DoneOut'];
export type LogEntry = Shapes['LogEntryOut'];
export type Sanction = Shapes['SanctionOut'];
export type SanctionKind = Shapes['SanctionKind'];
export interface Measure {
	kind: SanctionKind;
	minutes: number;
	everywhere: boolean;
	hide_all: boolean;
	reason: string;
}

const at = (slug: string, rest: string): string => `/ceremonies/${encodeURIComponent(slug)}/${rest}`;

export const moderateAll = (slug: string, act: CommentAction, comments: number[], reason = ''): Promise<Done> =>
	post(at(slug, 'moderation/'), { act, comments, reason });
export const undo = (slug: string, entry: number): Promise<Done> => post(at(slug, `moderation/${entry}/undo/`), {});
export const measure = (comment: number, wanted: Measure): Promise<Done> => post(`/comments/${comment}/author/`, wanted);
export const log = (slug: string, before?: number): Promise<Shapes['LogOut']> =>
	get(at(slug, before ? `moderation/?before=${before}` : 'moderation/'));
export const sanctions = (slug: string): Promise<Shapes['SanctionsOut']> => get(at(slug, 'sanctions/'));
export const lift = (id: number): Promise<Sanction> => post(`/sanctions/${id}/lift/`, {});
/** What changed after a number, every state: 500 at a time, so that a search finds what the socket never sent. */
export const changed = (slug: string, after: number): Promise<Shapes['CommentsOut']> =>
	get(at(slug, `comments/?audience=desk&limit=500&after=${after}`));
