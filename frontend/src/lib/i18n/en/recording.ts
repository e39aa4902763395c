import { plural } from '../time.ts';
import type { RecordingWords } from '../vi/recording.ts';

export const en: RecordingWords = {
	title: 'Recording',
	states: {
		none: 'No recording yet', recording: 'Recording', assembling: 'Being put together', ready: 'Ready',
		failed: 'Could not be put together', purged: 'Deleted', held: 'Recording stopped for now'
	},
	hints: {
		none: 'Recording begins with the broadcast; there is nothing to press.',
		recording: 'It goes on through changes of source and the slate. After the broadcast it becomes one MP4 file.',
		assembling: 'Usually less than a minute for each hour. You can leave this screen.',
		ready: 'One whole MP4 file, with parts after the rundown.',
		failed: 'What was recorded is still there.',
		purged: 'The MP4 file and the segments are no longer on the server.',
		held: 'The disk is full, so recording stopped to leave room for the broadcast. What was recorded stays, and the broadcast goes on.'
	},
	length: 'Length', size: 'Size', keep: 'Kept until', none: '—', soFar: 'Recorded so far',
	download: (size) => `Download the MP4 (${size})`,
	resumable: 'If the line breaks, the download goes on from where it stopped.',
	watch: 'The public can watch it on the watch page', openWatch: 'Open the watch page',
	nextTry: (when) => `Tries again by itself ${when}`, retry: 'Try again now', retrying: 'Noted; trying again at once.',
	sha: 'SHA-256 checksum', shaHint: 'To be sure that the downloaded file is exactly the one on the server.',
	copy: 'Copy', copied: 'Copied', copyFailed: 'Copying did not work; please select it and copy by hand.',
	parts: 'Parts', noParts: 'No parts',
	noPartsHint: 'Every cue of the rundown while on air becomes a part of the recording.',
	gaps: 'Missing stretches', noGaps: 'Nothing is missing.',
	gap: (length, clock) => `${length} missing at ${clock}`,
	gapPlace: (place) => `at ${place} of the recording`,
	purge: {
		action: 'Delete the recording', title: 'Delete this recording for good?',
		what: (size) => `The MP4 file and all segments (${size}) are deleted from the server.`,
		watch: 'The public can no longer watch it.', never: 'It cannot be brought back. Download it first if it is needed.',
		word: 'delete', type: (word) => `Type “${word}” to confirm`, confirm: 'Delete for good'
	},
	line: { title: 'Recording', open: 'See the recording' },
	storage: {
		title: 'Storage', lead: 'The disk that holds the recorded broadcasts.',
		states: { ok: 'Enough room', low: 'Nearly full', full: 'Full: recording has stopped' },
		free: (free, total, percent) => `${free} of ${total} free (${percent})`,
		hours: (hours) => `Room for about ${plural(hours, 'more hour')} of recording at 720p.`,
		bar: 'Used part of the disk', lowMark: (percent) => `Below ${percent}: a warning`, fullMark: (percent) => `Below ${percent}: no recording`,
		low: (free) => `Only ${free} of the disk is free.`,
		lowHint: 'Broadcasting and recording go on as usual. Make room before a long ceremony.',
		full: (free) => `The disk is full: only ${free} is free.`,
		fullHint: 'Broadcasting is not affected. Recording has stopped, and goes on by itself when there is room.',
		see: 'See the storage',
		next: 'To be deleted by policy',
		policy: (segments, recording) =>
			`Segments for watching again are kept for ${plural(segments, 'day')}, MP4 files for ${plural(recording, 'day')}, from when the file was finished.`,
		empty: 'Nothing is due', emptyHint: 'Recordings of ended ceremonies appear here with the day of their deletion.',
		what: { recording: 'MP4 file', segments: 'Segments for watching again' },
		on: (day) => `Deleted on ${day}`, due: 'Due, deleted at once', sum: (size) => `${size} in all`,
		order: 'When the disk is full, one after the other',
		steps: [
			'old segments that an MP4 holds too are deleted, and can no longer be watched again;',
			'the running broadcast is recorded no further; viewers and pages notice nothing;',
			'the reserve is given up, so that the database goes on;',
			'only then the oldest segments of which there is no other copy are deleted.'
		],
		dvr: (minutes) => `While on air, viewers can go back at most ${plural(minutes, 'minute')}.`
	}
};
