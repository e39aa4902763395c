import type { LiveWords } from '../vi/live.ts';

const pagesOf = (count: number): string => `${count} page${count === 1 ? '' : 's'}`;

export const en: LiveWords = {
	program: {
		title: 'Program',
		observed: {
			idle: 'Not on air', starting: 'Starting', on_air: 'On air', reconnecting: 'Reconnecting', stopping: 'Stopping',
			stopped: 'Stopped', failed: 'Failed, needs a hand', source_ended: 'The source has ended'
		},
		states: {
			idle: 'Not running', starting: 'Starting', running: 'Running', backoff: 'Will try again', stopping: 'Stopping',
			stopped: 'Stopped', failed: 'Failed', ended: 'Source ended'
		},
		bitrate: 'Bitrate', fps: 'Frames', since: 'Since', restarts: 'Restarts', error: 'Last error', nextTry: 'Next try',
		viewers: 'Watching', onAirFor: 'On air for', none: '—', times: (count) => (count === 1 ? 'once' : `${count} times`),
		worker: 'Streaming worker',
		workerDead: 'The streaming worker does not answer. Commands are kept and carried out when it is back.',
		steady: (time) => `well since ${time}`,
		preview: 'Preview', previewNone: 'No signal yet', previewWait: 'Waiting for the first pictures…',
		showPreview: 'Show the preview', hidePreview: 'Hide the preview'
	},
	start: {
		action: (pages) => (pages === 0 ? 'Go on air on the watch page' : `Go on air on ${pagesOf(pages)}`),
		stop: (pages) => (pages === 0 ? 'Stop the broadcast' : `Stop on ${pagesOf(pages)}`),
		askStart: (pages) =>
			pages === 0 ? 'Go on air on the public watch page now?' : `Go on air on the watch page and ${pagesOf(pages)} now?`,
		askStop: (pages) =>
			pages === 0 ? 'Stop, and end the ceremony?' : `Stop on ${pagesOf(pages)}, and end the ceremony?`,
		needSource: 'Choose a source before going on air.', ended: 'This broadcast has ended.',
		reopen: 'Reopen it under Prepare', needPublished: 'The ceremony has to be published before it goes on air.',
		notTechnician: 'Only a technician of this ceremony can control it.'
	},
	source: {
		title: 'Source', choose: 'Choose a source', none: 'No source yet',
		noneHint: 'Add a test card to try the line, then a video or the address of a camera.',
		add: 'Add a source', kinds: { test_card: 'Test card', file: 'Video file', url: 'Address', playlist: 'List of films', rtmp: 'RTMP sender', srt: 'SRT sender', camera: 'Phone camera' },
		tabs: { test_card: 'Test card', upload: 'Upload a file', library: 'File on the server', url: 'Address' },
		name: 'Name of the source', file: 'Video file', fileChoose: 'Choose a file', fileChange: 'Change the file', fileHint: 'Any common video, such as MP4 (H.264/AAC).',
		loop: 'Play in a loop', once: 'Play once', url: 'Address of the source',
		urlHint: 'rtsp://, http(s)://…m3u8, rtmp:// or srt://', path: 'File in the library',
		libraryEmpty: 'The library on the server is empty.', uploading: (percent) => `Uploading ${percent}%`,
		checking: 'Checking the file…', remove: (name) => `Delete the source ${name}`,
		defaultName: 'Test card'
	},
	relays: {
		title: 'Pages', empty: 'No page chosen yet',
		emptyHint: 'The ceremony is still shown on the watch page. Add Facebook, YouTube or RTMP pages to relay it.',
		ready: 'Goes on air with it',
		states: {
			off: 'Not sent', waiting: 'Waiting', starting: 'Connecting', running: 'Sending', backoff: 'Will try again',
			stopping: 'Stopping', failed: 'Failed, needs a hand'
		},
		verdicts: {
			off: 'Not sent', waiting: 'Waiting', starting: 'Connecting', stopping: 'Stopping', backoff: 'Will try again', failed: 'Failed, needs a hand',
			stalled: 'Nothing leaves yet', unknown: 'Not known', unconfirmed: 'Sending, nobody confirms it',
			not_public: 'Sending, not public yet', doubted: 'Sending, not seen there', public: 'The public sees it'
		},
		facts: {
			process: 'Process runs', flowing: 'Data leaves', still: 'Nothing leaves', platform: 'Platform', monitor: 'Monitor', open: 'Open the page', openOf: (name) => `Open ${name} in a new tab`,
			platforms: { none: 'not connected', unknown: 'no answer', created: 'receives nothing', ready: 'not public', live: 'live', ended: 'ended' },
			monitors: { not_watched: 'cannot watch it', looking: 'looking', seen: 'sees it', not_seen: 'does not see it' },
			viewers: (count) => `${count} watching`,
			saw: 'I saw it on the page', sawOn: (name) => `I saw the ceremony on ${name}`, undo: 'Undo', undoOn: (name) => `Take back having seen it on ${name}`,
			by: (name, at, ago) => `${name} saw it at ${at} (${ago})`,
			stale: (name, at) => `${name} saw it at ${at}, before an interruption. Please look again.`
		},
		add: 'Add a page', addPage: 'Page to add', noMore: 'Every usable page is already here.', manage: 'Manage the pages',
		waits: {
			program: 'There is no program signal yet; the page goes on as soon as there is.',
			page: 'Nothing has reached the page yet; we keep trying.',
			uplink: 'The uplink is too short; the page goes on by itself when it is not.', cap: 'The smaller copy for this page is being started.'
		},
		sentBy: (node: string) => `by ${node}`,
		onBackup: 'On the backup address',
		many: {
			all: 'All pages', of: 'Pages of', start: 'Send', stop: 'Stop', retry: 'Try again',
			askStop: (count) => `Stop ${count} ${count === 1 ? 'page' : 'pages'}?`, stopOn: (count) => `Stop ${count} ${count === 1 ? 'page' : 'pages'}`,
			done: (count) => `Done with ${count} ${count === 1 ? 'page' : 'pages'}.`
		},
		line: (needs, has, waiting) => `Uplink: ${needs} needed, ${has} there. ${waiting} ${waiting === 1 ? 'page waits' : 'pages wait'}.`,
		on: 'Send', off: 'Do not send', stop: 'Stop', turnOn: (name) => `Send to ${name}`, turnOff: (name) => `Do not send to ${name}`,
		askOff: (name) => `Stop on ${name}?`, remove: (name) => `Remove ${name} from this ceremony`,
		seen: (count, all) => `The public sees ${count} of ${all}`, seenWords: 'pages are seen by the public', alsoUnconfirmed: (count) => `${count} not confirmed`, alsoWaiting: (count) => `${count} waiting`,
		columns: { page: 'Page', state: 'State', bitrate: 'Bitrate', since: 'Since', restarts: 'Restarts' },
		stopOn: (name) => `Stop on ${name}`, withdrawn: 'Taken back by its unit', nextTry: (text) => `next try ${text}`, soon: 'trying now'
	},
	pageKinds: { facebook: 'Facebook', youtube: 'YouTube', rtmp: 'RTMP', srt: 'SRT', rehearsal: 'Rehearsal' },
	runs: {
		title: 'Runs', show: 'Show the runs', hide: 'Hide the runs', empty: 'No run yet', program: 'Program',
		running: 'running', exit: (code) => `exit code ${code}`, tail: 'Last lines', noTail: 'Nothing was written.'
	},
	pages: {
		title: 'Pages', lead: 'Where ceremonies are relayed to: Facebook pages, YouTube channels, RTMP addresses.',
		add: 'Add a page', empty: 'No page yet', emptyHint: 'Add the first page with its stream key.',
		unit: 'Unit', name: 'Name of the page', kind: 'Kind', address: 'Server address',
		addressHint: 'For example rtmps://live-api-s.facebook.com:443/rtmp/',
		key: 'Stream key', keyKeep: 'Leave empty to keep the present key', keyHint: 'Write-only: it is never shown again.',
		publicUrl: 'Public address', note: 'Note', backup: 'Backup address', backupHint: 'With the same stream key; taken by itself after the main one was lost several times.',
		srtHint: 'For example srt://server.vn:9000', srtKeyHint: 'streamid=…&passphrase=…, or the stream id alone. Never shown again.',
		cap: 'Bitrate cap (kb/s)', capHint: 'From 300 to 20000. Empty: as the program. Pages with the same cap share one copy.',
		priority: 'When the uplink is short', priorityHint: 'Pages that come last wait first.', priorities: { 1: 'Sent before all', 2: 'As usual', 3: 'Waits first' },
		contact: 'Who to call', contactHint: 'Name and phone number, shown on the board where the page fails.',
		behaviour: 'What this page does', behaviourHint: 'So that the crew has seen what each trouble looks like.',
		behaviours: { accept: 'Takes the stream', refuse_key: 'Refuses the key', stall: 'Takes it and stalls', drop: 'Drops it every 30 seconds', slow: 'Answers slowly' },
		keyStates: { ok: 'Has a key', missing: 'No key yet', unreadable: 'Enter the key again' },
		check: 'Check', checking: 'Checking…', checked: (ms) => `answered after ${ms} ms`,
		askRemove: (name) => `Delete the page ${name}? Ceremonies will no longer be relayed to it.`,
		loans: {
			title: (name) => `Ceremonies that use ${name}`, take: 'Take back', withdrawn: 'Taken back', lend: 'Lend again',
			takeFrom: (ceremony) => `Take back from ${ceremony}`,
			askTake: (name, ceremony) => `Take ${name} back from ${ceremony}? Its crew cannot switch it on again.`,
			askTakeOnAir: (name, ceremony) => `${name} is on air. Stop it now and take it back from ${ceremony}?`,
			askLend: (name, ceremony) => `Let ${ceremony} be shown on ${name}?`
		},
		notTechnician: 'This part is for technicians.', editTitle: (name) => `Edit ${name}`, newTitle: 'New page'
	},
	desk: {
		title: 'Comments', filters: { pending: 'Pending', published: 'Shown', hidden: 'Hidden', all: 'All' },
		filterLabel: 'Filter comments', states: { pending: 'Pending', published: 'Shown', hidden: 'Hidden' },
		publish: 'Publish', hide: 'Hide', pin: 'Pin', unpin: 'Unpin', pinned: 'Pinned',
		fresh: (count) => `${count} new`, freshHint: 'Press it, or N, to show them',
		empty: { pending: 'Nothing is waiting', published: 'Nothing is shown yet', hidden: 'Nothing is hidden', all: 'No comments yet' },
		emptyHint: 'New comments appear here by themselves.', keysTitle: 'Keys',
		keys: { move: 'down / up', publish: 'publish', hide: 'hide', pin: 'pin', fresh: 'show the new ones' },
		moderation: 'Moderation', pre: 'Before', post: 'After', preHint: 'Shown only once published', postHint: 'Shown at once, hidden when needed',
		room: 'Comments', open: 'Open', closed: 'Closed', openRoom: 'Open the comments', closeRoom: 'Close the comments',
		closedBecause: {
			cancelled: 'The ceremony was cancelled.', over: 'The ceremony ended more than an hour ago.', early: 'Not open yet.', unpublished: 'They open when the ceremony is published.'
		},
		heldFor: {
			words: 'A listed word', link: 'Has a link', email: 'Has an e-mail address', phone: 'Has a telephone number', identity: 'Has an identity number',
			name: 'Goes by an office’s name', same: 'Sent many times', first: 'First comment', network: 'Same network as somebody banned', unchecked: 'Could not be checked'
		},
		wordList: 'Words that are held or blocked', firstTime: 'First time', device: 'Device', by: (name) => `by ${name}`, handled: 'Handled', queue: 'Comment queue',
		notModerator: 'Only a moderator of this ceremony sees the queue.', viewers: (count) => `${count} watching`
	}
};
