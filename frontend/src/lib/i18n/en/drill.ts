import type { vi } from '../vi/drill.ts';

/** Words of the rehearsal of a whole ceremony. */
export const en: typeof vi = {
	title: 'Rehearsal',
	hint: 'The real chain from source to relays, sent to stand-in pages in place of the real ones. Viewers see nothing.',
	length: 'Length', minutes: (count: number) => `${count} min`,
	faults: 'Faults to try', badDay: 'As on a bad day',
	kinds: {
		refuse_key: 'A page refuses its key', stall: 'A page stands still', drop: 'A page hangs up', slow: 'A page answers slowly',
		source_cut: 'The source is lost', red_button: 'Red button', encoder: 'The encoder is killed'
	},
	start: 'Begin a rehearsal', again: 'Rehearse again', stop: 'Stop the rehearsal',
	running: 'Rehearsing, NOT on air', left: (time: string) => `${time} left`, wins: 'Going on air ends the rehearsal at once.',
	last: (when: string) => `Last rehearsal: ${when}`, by: (name: string) => `by ${name}`,
	states: { passed: 'Passed', failed: 'Not passed', not_tried: 'Not tried' },
	expected: 'Expected', measured: 'Measured', all: (count: number) => `Passed: ${count}`,
	untested: 'What a rehearsal cannot test', file: 'Download the record', see: 'See the verdict', never: 'Never rehearsed yet.'
};
