import type { ModerationWords } from '../vi/moderation.ts';

export const en: ModerationWords = {
	search: 'Search the comments', searchHint: 'Without accents, too; a name, a text or #device', all: 'Search older ones, too', loading: 'Loading older comments…',
	narrow: 'Narrow down', held: 'Held', first: 'First time', anyPage: 'From anywhere', own: 'This watch page', of: (device) => `Author #${device}`, clear: 'Show all',
	nothing: 'No comment matches', choose: (name) => `Choose the comment of ${name}`,
	chosen: (count) => `${count} chosen`, chooseAll: 'Choose all listed', none: 'Choose none', publishAll: 'Publish', hideAll: 'Hide',
	most: 'At most 200 comments at once.',
	author: 'Author', authorOf: (name, device) => `${name} #${device}`, onlyTheirs: 'Show all comments of this author',
	kinds: { timeout: 'Time-out', ban: 'Ban', shadow: 'Hide in silence' },
	kindHints: {
		timeout: 'This device cannot post for that long, and is told how long.',
		ban: 'This device cannot post until the ban is lifted, and is told so.',
		shadow: 'Only the author sees what this device posts; the author is not told.'
	},
	minutes: { 1: '1 minute', 10: '10 minutes', 60: '1 hour', 1440: '24 hours' }, howLong: 'For how long',
	everywhere: 'In all ceremonies of the unit', hideTheirs: 'Hide what was posted here before, too', reason: 'Reason', reasonHint: 'Goes into the log, to explain it when somebody appeals.',
	reasons: ['Advertising', 'Insult', 'Repeated', 'Off topic'], optional: 'optional', cancel: 'Cancel',
	done: {
		publish: (count) => `${count} published`, hide: (count) => `${count} hidden`, pin: () => 'Pinned', unpin: () => 'Unpinned',
		timeout: () => 'Author timed out', ban: () => 'Author banned', shadow: () => 'Author hidden in silence', lift: () => 'Lifted', undo: () => 'Undone'
	},
	undo: 'Undo', undone: 'undone', log: 'Moderation log', showLog: 'Log and banned authors', noLog: 'Nothing was moderated yet.', more: 'More',
	deeds: {
		publish: 'published', hide: 'hid', pin: 'pinned', unpin: 'unpinned', timeout: 'timed out', ban: 'banned', shadow: 'hid in silence', lift: 'lifted', undo: 'undid'
	},
	comments: (count) => (count === 1 ? '1 comment' : `${count} comments`), heldBack: 'Authors held back', nobody: 'Nobody is held back.', lift: 'Lift',
	until: (time) => `until ${time}`, inUnit: (unit) => `all ceremonies of ${unit}`,
	keys: { timeout: 'time-out', ban: 'ban the author', undo: 'undo', search: 'search', choose: 'choose' },
	settings: 'Room settings', slow: 'Slow mode', slowOff: 'Off', seconds: (count) => `one comment in ${count} s`,
	opens: 'Opens before the beginning (minutes)', opensHint: 'Empty: as soon as it is published.', closes: 'Closes after the end (minutes)', length: 'Longest comment (characters)',
	holdLinks: 'Hold comments with links', holdFirst: 'Hold the first comment of each device', reactions: 'Take hearts and waving flags', rules: 'Rules', rulesHint: 'Viewers read them before they write.',
	save: 'Save the settings', saved: 'Saved', shadowed: 'Hidden in silence'
};
