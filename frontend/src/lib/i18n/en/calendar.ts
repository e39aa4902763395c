import { plural } from '../time.ts';
import type { CalendarWords } from '../vi/calendar.ts';

export const en: CalendarWords = {
	tagline: 'Watch the ceremonies live, right on your phone.',
	staff: 'For staff',
	lookUp: 'Look up a case',
	title: 'Broadcast calendar',
	now: 'On air now',
	upcoming: 'Upcoming',
	past: 'Past',
	empty: 'No ceremony in the calendar yet',
	emptyHint: 'Upcoming ceremonies appear here as soon as they are published.',
	noneUpcoming: 'No upcoming ceremony has been published yet.',
	watch: 'Watch live',
	again: 'Watch again',
	morePast: (count) => `Show ${plural(count, 'more past ceremony').replace(/ceremonys$/, 'ceremonies')}`
};
