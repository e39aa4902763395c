import type { CaseWords } from '../vi/cases.ts';

export const en: CaseWords = {
	title: 'Cases', lead: 'Citizens’ questions and complaints, taken out of the comments: handed to a unit, answered before a deadline.',
	empty: 'No cases', emptyHint: 'Filter less, or make a case of a comment.', choose: 'Choose a case to read it.',
	list: 'List of cases', more: 'Older ones', file: 'Download CSV', back: 'Back to the list', keys: 'J K move, / search, Esc back to the list',
	search: 'Search', searchHint: 'Code, subject, name; without marks', unit: 'Unit', everyUnit: 'Every unit', state: 'State', everyState: 'All', lateOnly: 'Late ones only',
	states: { new: 'New', assigned: 'In hand', answered: 'Answered', closed: 'Closed' },
	late: 'Late', due: (when) => `Due ${when}`, nobody: 'Nobody yet', code: 'Receipt', codeHint: 'Give this code to the citizen, for the page /tra-cuu.',
	said: 'Comment', unseen: 'The public does not see this comment, so the answer is not published.', lifted: (name, when) => `Made by ${name}, ${when}`,
	handling: 'Handling', subject: 'Subject', subjectHint: 'The citizen reads this', responsible: 'Unit responsible', owner: 'Owner', deadline: 'Deadline', save: 'Save', saved: 'Saved',
	otherStaff: 'The unit responsible chooses the owner.', moves: 'In another unit it begins without an owner.',
	contact: 'Contact', noContact: 'The citizen left no contact details.', unreadable: 'The contact details cannot be opened. Ask the citizen to give them again.',
	answer: 'Answer', answerField: 'The answer', open: 'Published with the comment; else only who has the code reads it', send: 'Answer', change: 'Change the answer',
	answered: (name, when) => `${name} answered, ${when}`, notYours: 'Only staff of the unit responsible can answer.', none: 'No answer yet.', private: 'Only who has the code reads it.',
	close: 'Close', closeAsk: 'Close this case? It cannot be opened again.', reason: 'Reason; the citizen will read it', closed: (when) => `Closed ${when}`,
	notes: 'Internal notes', note: 'Add a note', noteHint: 'Only staff who handle it read this', addNote: 'Add', noNotes: 'No notes yet.',
	lift: 'Make a case', liftDo: 'Make the case', ceremony: 'Ceremony', findComment: 'Find a comment', pick: 'Choose a comment', noComments: 'No such comments.', noCeremonies: 'You moderate no ceremony.'
};
