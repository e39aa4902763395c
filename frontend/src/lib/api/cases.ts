/** What the desk of cases asks for and does. */
import { get, patch, post } from './http.ts';
import type { DeskComment, Shapes } from './types.ts';

export type CaseState = Shapes['CaseState'];
export type Case = Shapes['CaseOut'];
export type CaseDetail = Shapes['CaseDetailOut'];
export type Liftable = Shapes['LiftableOut'];
export interface Narrow {
	q: string;
	state: CaseState | '';
	unit: number;
	late: boolean;
}

function query(narrow: Narrow, before = 0): string {
	const asked = new URLSearchParams();
	if (narrow.q.trim()) asked.set('q', narrow.q.trim());
	if (narrow.state) asked.set('state', narrow.state);
	if (narrow.unit) asked.set('unit', String(narrow.unit));
	if (narrow.late) asked.set('late', 'true');
	if (before) asked.set('before', String(before));
	return asked.size ? `?${asked}` : '';
}

export const list = (narrow: Narrow, before = 0): Promise<Shapes['CasesOut']> => get(`/cases/${query(narrow, before)}`);
export const file = (narrow: Narrow): string => `/api/v1/cases.csv${query(narrow)}`;
export const one = (id: number): Promise<CaseDetail> => get(`/cases/${id}/`);
export const change = (id: number, wanted: Shapes['PatchedCaseChangeInRequest']): Promise<CaseDetail> => patch(`/cases/${id}/`, wanted);
export const note = (id: number, body: string): Promise<Shapes['NoteOut']> => post(`/cases/${id}/notes/`, { body });
export const answer = (id: number, wanted: Shapes['AnswerInRequest']): Promise<CaseDetail> => post(`/cases/${id}/answer/`, wanted);
export const close = (id: number, reason: string, version: number): Promise<CaseDetail> => post(`/cases/${id}/close/`, { reason, version });
export const liftable = (comment: number): Promise<Liftable> => get(`/comments/${comment}/case/`);
export const lift = (comment: number, wanted: Shapes['LiftInRequest']): Promise<CaseDetail> => post(`/comments/${comment}/case/`, wanted);

/** The newest 500 of a ceremony, the newest first. */
export async function comments(slug: string): Promise<DeskComment[]> {
	const found = await get<{ comments: DeskComment[] }>(`/ceremonies/${encodeURIComponent(slug)}/comments/?audience=desk`);
	return found.comments.sort((a, b) => b.id - a.id);
}
