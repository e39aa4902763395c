/** What a citizen asks for: a receipt by its code, those of this device, and what was answered in public. */
import { get, post } from './http.ts';
import type { Shapes } from './types.ts';

export type Receipt = Shapes['ReceiptOut'];
export type Answer = Shapes['AnswerOut'];

const at = (code: string): string => `/receipts/${encodeURIComponent(code)}/`;

export const receipt = (code: string): Promise<Receipt> => get(at(code));
export const contact = (code: string, given: Shapes['ContactInRequest']): Promise<Receipt> => post(`${at(code)}contact/`, given);
export const mine = async (): Promise<Receipt[]> => (await get<Shapes['ReceiptsOut']>('/receipts/')).receipts;
export const answers = async (slug: string): Promise<Answer[]> =>
	(await get<Shapes['AnswersOut']>(`/ceremonies/${encodeURIComponent(slug)}/answers/`)).answers;
