import type { ListWords } from '../vi/words.ts';

export const en: ListWords = {
	title: 'Word list', unit: 'Unit',
	lead: 'For all ceremonies of the unit and of the units below it. A comment with a held word waits for a moderator; with a blocked word its writer is asked to write it in another way.',
	list: 'One word or phrase a line',
	how: 'Below [block]: refused. Below [hold]: waits for a moderator. Below [allow]: passes, such as “chó nghiệp vụ”. “~ngu” catches “ngủ” too; “=ngu” only with these marks. After # comes a remark.',
	save: 'Save the list', saved: 'Saved, and in force', never: 'Nobody has saved this list yet: it is a proposal, and in force.',
	last: (name, when) => `saved by ${name} at ${when}`, terms: (count) => `${count} ${count === 1 ? 'line' : 'lines'}`,
	tryTitle: 'Try it', tryHint: 'Type a comment to see what becomes of it under the list beside. Nothing is kept.', tryField: 'A comment to try',
	refused: 'Refused: its writer has to write it anew', passes: 'Passes', held: 'Waits for a moderator', none: 'You moderate comments in no unit.'
};
