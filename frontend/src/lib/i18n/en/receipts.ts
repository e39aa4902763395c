import type { ReceiptWords } from '../vi/receipts.ts';

export const en: ReceiptWords = {
	title: 'Look up a case', lead: 'Enter the code that you were given to see how far your case has come.',
	code: 'Receipt', hint: 'As KN-XXXX-XXXX, in capitals or not', look: 'Look up', unknown: 'There is no such code. Please check each letter.',
	mine: 'Cases from this device', asked: 'You asked', unit: 'Unit responsible', due: 'To be answered by', late: 'Late', since: 'Taken up on', answer: 'Answer', answeredOn: (day) => `On ${day}`, ended: 'Why it was closed',
	states: { new: 'Received', assigned: 'In hand', answered: 'Answered', closed: 'Closed' },
	contact: 'Leave contact details', contactHint: 'Optional. Only staff of the unit responsible read them; encrypted, and deleted 90 days after the end.', contactLeft: 'There are contact details. New ones take their place.',
	name: 'Name', phone: 'Telephone', email: 'E-mail', send: 'Send', sent: 'Received, thank you.',
	answers: 'Published answers', noAnswers: 'No answer was published yet.', toCeremony: 'To the ceremony’s page'
};
