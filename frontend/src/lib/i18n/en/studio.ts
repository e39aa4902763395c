import type { StudioWords } from '../vi/studio.ts';

export const en: StudioWords = {
	login: {
		title: 'Log in',
		lead: 'The desks of organizers, technicians and comment moderators.',
		username: 'Username', password: 'Password', submit: 'Log in',
		demo: 'Demo: log in as organizer, technician, moderator or admin. The passwords are in the window that started the system.'
	},
	again: {
		title: 'The session has ended',
		lead: 'Log in again to go on; what you were writing is still here.',
		onAir: 'The broadcast does not stop: the server goes on as before.',
		other: 'Log in with another account'
	},
	frame: {
		ceremonies: 'Ceremonies', cases: 'Cases', pages: 'Pages', storage: 'Storage', account: 'Account', logout: 'Log out',
		theme: 'Theme', light: 'Light', dark: 'Dark', auto: 'Auto', language: 'Language',
		nav: 'Main navigation', publicSite: 'Public calendar'
	},
	crewChat: {
		title: 'Crew chat', open: (count) => (count ? `Crew chat, ${count} unread` : 'Crew chat'), close: 'Close',
		older: 'Older messages', empty: 'Only the crew of this ceremony reads this; the public never does.', field: 'Message to the crew', send: 'Say', urgent: 'Needed now',
		sending: 'sending', seen: 'Seen', seenBy: (name) => `seen by ${name}`, again: 'Say again', drop: 'Drop', keyHint: 'Key C',
		quick: ['Ready', 'Wait 1 minute', 'No sound', 'Call me']
	},
	roles: { organizer: 'Organizer', technician: 'Technician', moderator: 'Moderator' },
	review: { draft: 'Draft', in_review: 'In review', approved: 'Approved' },
	published: (version) => `Published · version ${version}`,
	unpublished: 'Not published',
	changed: 'Changes not published',
	actions: {
		submit: 'Submit for review', approve: 'Approve', send_back: 'Send back', publish: 'Publish',
		cancel: 'Cancel the ceremony', reopen: 'Reopen'
	},
	republish: 'Publish the changes',
	common: {
		save: 'Save', saved: 'Saved', saving: 'Saving…', cancel: 'Not now', remove: 'Delete', add: 'Add', edit: 'Edit',
		close: 'Close', undo: 'Undo', unsaved: 'Unsaved changes', leave: 'There are unsaved changes. Leave and drop them?', optional: 'optional', choose: 'Choose…',
		reload: 'Reload', required: 'Please fill this in.', working: 'Working…'
	},
	errors: {
		offline: 'Not sent: there is no network. What you entered is still here.',
		forbidden: 'This account may not do that.',
		server: 'The server had a problem. What you entered is still here; please try again.',
		stale: 'Somebody else has just changed this. The screen is up to date now; please look again, then go on.',
		login: 'The session has ended. Please log in again.',
		again: 'You are logged in again. What you pressed was not done; please press once more.'
	},
	line: {
		connecting: 'Connecting…', waiting: 'Lost the server, reconnecting…',
		offline: 'No network. The figures below are the last that came in.',
		refused: 'You may no longer follow this ceremony live.'
	},
	list: {
		title: 'My ceremonies', create: 'New ceremony',
		live: 'On air', today: 'Today', upcoming: 'Upcoming', past: 'Past',
		empty: 'No ceremony yet',
		emptyOrganizer: 'Create the first one: a name, a time and a place will do, the rest can follow.',
		emptyOther: 'When you join the crew of a ceremony, it appears here.',
		next: 'Next step',
		steps: {
			submit: 'Finish and submit', approve: 'Look through and approve', waiting: 'Waiting for approval',
			publish: 'Publish', republish: 'Publish the changes', prepare: 'Prepare the source and the pages',
			console: 'Open the console', comments: 'Moderate the comments', open: 'Open', none: 'Nothing left to do'
		}
	},
	tabs: { prepare: 'Prepare', console: 'Console', comments: 'Comments', watch: 'Watch page', recording: 'Recording', label: 'Desks' },
	details: {
		title: 'Details', newTitle: 'New ceremony',
		newLead: 'A draft is seen only inside your unit, until it is approved and published.',
		name: 'Title', namePlaceholder: 'For example: Monday flag raising',
		kind: 'Kind', unit: 'Unit', summary: 'Summary', summaryHint: 'A few sentences for viewers, on the watch page and in the calendar.',
		place: 'Place', starts: 'Starts', ends: 'Ends', zone: 'Time in Việt Nam',
		cover: 'Cover picture', coverHint: 'A wide 16:9 picture, JPEG or PNG.', coverChoose: 'Choose a picture',
		coverChange: 'Change the picture', coverRemove: 'Remove the picture', create: 'Create the draft',
		endBeforeStart: 'The end must be after the start.', lasts: (text) => `Lasts ${text}`,
		readOnly: 'Only an organizer can change this part.', cancelled: 'The ceremony was cancelled and can no longer be changed.'
	},
	steps: {
		title: 'Review and publish', draft: 'Draft', review: 'Review', publish: 'Publish',
		hints: {
			draft: 'Submit it when it is ready. Visitors see nothing yet.',
			in_review: 'Waiting for somebody with the authority to look and approve.',
			approved: 'Approved. Publish it to show it in the public calendar.',
			published: 'This is what visitors see.',
			changed: 'Visitors see the older version until you publish again.'
		},
		asks: {
			publish: 'Publish to the public calendar?', cancel: 'Cancel this ceremony? Visitors will see that it is cancelled.',
			send_back: 'Send it back for changes?', submit: 'Submit for review?', approve: 'Approve this ceremony?',
			reopen: 'Reopen this ceremony?'
		},
		reason: 'Reason, shown to visitors', reasons: 'Usual reasons',
		usual: ['Bad weather', 'Moved to another day', 'Moved to another place', 'Technical reasons'], none: 'There is no step for you here now.', publicPage: 'Public watch page'
	},
	rundown: {
		title: 'Rundown', add: 'Add a segment', empty: 'No segments yet',
		emptyHint: 'List the segments in order; their times are counted from the start.',
		item: (number) => `Segment ${number}`, name: 'Segment title', kind: 'Kind', minutes: 'Length (minutes)',
		responsible: 'Responsible', notes: 'Notes', up: 'Move up', down: 'Move down', more: 'Details',
		keys: 'Alt + ↑ ↓ to reorder', save: 'Save the rundown', badDuration: 'Enter minutes, such as 5 or 2:30.',
		endsAt: (time) => `Ends at ${time}`, over: (text) => `${text} over time`,
		moved: (title, place) => `${title}: place ${place}`, removed: (title) => `Deleted ${title}`
	},
	cue: {
		title: 'Live rundown', now: 'On now', next: 'Next segment', go: 'Go', first: 'Start the rundown',
		clear: 'Clear', none: 'No segment is on yet', since: (text) => `for ${text}`,
		last: 'This is the last segment.', jump: (title) => `Go to ${title}`,
		mark: 'Mark this moment', markWords: 'A note (optional)', marked: (at) => `Marked at ${at}`,
		markHint: 'It is kept in the incident log and becomes a chapter of the recording.', marks: 'Marked moments',
		nextKey: 'Key N: next segment', markKey: 'Key M: mark this moment',
		noRundown: 'The rundown is empty.', seen: 'Visitors see this segment on the watch page.'
	},
	crew: {
		title: 'Crew', empty: 'Nobody assigned yet', person: 'Person', role: 'Role', add: 'Add to the crew',
		remove: (name) => `Remove ${name} from the crew`,
		hint: 'People of the crew can open the desks of this ceremony.'
	},
	history: {
		title: 'History', empty: 'Nothing yet', other: 'made another change', older: (count) => `Show ${count} more`,
		actions: {
			'ceremony.create': 'created the ceremony', 'ceremony.edit': 'changed the details',
			'ceremony.submit': 'submitted for review', 'ceremony.approve': 'approved',
			'ceremony.send_back': 'sent back', 'ceremony.publish': 'published', 'ceremony.cancel': 'cancelled',
			'ceremony.reopen': 'reopened', 'ceremony.go_live': 'went on air', 'ceremony.end': 'ended',
			'rundown.replace': 'saved the rundown', 'rundown.cue': 'cued a segment', 'crew.replace': 'changed the crew',
			'broadcast.start': 'pressed start', 'broadcast.stop': 'pressed stop',
			'broadcast.source': 'changed the source', 'source.add': 'added a source', 'source.edit': 'changed a source',
			'source.delete': 'deleted a source', 'relay.on': 'turned a page on', 'relay.off': 'turned a page off',
			'relays.start': 'turned many pages on', 'relays.stop': 'turned many pages off', 'relays.retry': 'tried many pages again',
			'crew_chat.seen': 'saw an urgent message of the crew',
			'relay.seen': 'saw the ceremony on a page', 'relay.unseen': 'took back having seen a page', 'relay.remove': 'removed a page', 'relay.withdraw': 'took a page back',
			'broadcast.take': 'cut to a source', 'broadcast.order': 'changed the order of sources', 'broadcast.mode': 'pressed or ended the slate',
			'broadcast.tune': 'changed picture or sound', 'broadcast.arm': 'set or cancelled the start by itself', 'broadcast.extend': 'moved the end by itself',
			'alert.ack': 'saw an alert', 'broadcast.not_started': 'could not start by itself', 'broadcast.not_started_seen': 'saw that it had not started by itself', 'broadcast.slate_picture': "changed the slate's picture",
			'source.preview': 'opened or closed a preview', 'source.rotate': 'made a new stream key for a source',
			'recording.purge': 'asked to delete the recording',
			'recording.purged': 'deleted the recording',
			'recording.retry': 'put the recording together again',
			'recording.made': 'finished the recording',
			'recording.expired': 'deleted what had expired',
			'room.set': 'changed the moderation', 'comment.post': 'commented', 'comment.publish': 'published a comment',
			'comment.hide': 'hid a comment', 'comment.pin': 'pinned a comment', 'comment.unpin': 'unpinned a comment'
		}
	}
};
