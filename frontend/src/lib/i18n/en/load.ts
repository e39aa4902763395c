import type { LoadWords } from '../vi/load.ts';

export const en: LoadWords = {
	title: 'Line and machine', machine: 'Machine', nothing: 'no figures yet',
	none: 'No figures: the worker has not run in the last 15 minutes.',
	stopped: (time) => `Figures stop at ${time}: the worker says nothing more.`,
	notAsked: 'New figures could not be fetched; trying again.',
	range: (least, most) => `over the last 15 minutes from ${least} to ${most}`,
	line: {
		title: 'Sent', sent: 'to pages and viewers', limit: 'what the line carries',
		unknown: 'Not known how much the line carries',
		easy: (limit) => `Enough: the line carries ${limit}`,
		busy: (limit) => `Nearly full: the line carries ${limit}`,
		full: (limit) => `The line of ${limit} is full: pages of low priority wait`
	},
	cpu: {
		title: (cores) => `Processor, ${cores} ${cores === 1 ? 'core' : 'cores'}`, machine: 'the whole machine', own: 'the broadcast alone',
		says: { unknown: 'Measuring', easy: 'Plenty left', busy: 'Busy', full: 'Overloaded: end other work on this machine' }
	}
};
