/** Words of what a viewer writes and sends. */
import { plural } from '../time.ts';
import type { TalkWords } from '../vi/talk.ts';

export const en: TalkWords = {
	placeholder: 'Write a comment…',
	input: 'Your comment',
	name: 'Display name',
	namePlaceholder: 'Your name',
	nameNeeded: 'Please enter a display name.',
	as: (name) => `As ${name}`,
	changeName: 'Change name',
	send: 'Send',
	preModerated: 'Comments appear after a moderator has seen them.',
	tooLong: (over) => `${plural(over, 'character')} too long`,
	left: (count) => `${plural(count, 'character')} left`,
	consent: 'By sending you agree that your name and comment are public.',
	rules: 'Rules for comments',
	slow: (seconds: number) => `One comment a person in ${seconds} seconds.`,
	react: 'React',
	heart: 'Send a heart',
	flag: 'Wave a flag'
};
