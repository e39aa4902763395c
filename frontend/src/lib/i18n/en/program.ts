import type { ProgramWords } from '../vi/program.ts';

export const en: ProgramWords = {
	showing: {
		title: 'On screen now', slate: 'Slate', nothing: 'Nothing yet', since: (time) => `since ${time}`,
		byHand: 'Chosen by hand', back: 'Back to the order'
	},
	slate: {
		on: 'Slate', off: 'End the slate', key: 'Key H',
		ask: 'Show the slate on the watch page and on every page?', active: 'Every page shows the slate, without sound.',
		show: 'See the slate', own: 'Use a picture of your own', designed: 'Use the designed slate', alt: 'The slate that viewers will see'
	},
	states: {
		off: 'Not connected', connecting: 'Connecting', live: 'Signal', silent: 'Signal lost', ended: 'Over', failed: 'Error'
	},
	order: {
		main: 'Main', backup: (place) => `Backup ${place}`, asBackup: 'Make it a backup', notBackup: 'No backup any more',
		up: (name) => `Move ${name} forward`, hint: 'When the main source has been silent for 1 second a backup takes its place; after the last one, the slate.'
	},
	preview: {
		on: 'Preview', off: 'Stop looking', wait: 'Connecting the source…', lost: 'No picture from this source yet.', sound: 'Sound on', mute: 'Sound off',
		label: (name) => `Preview of ${name}`
	},
	take: { now: 'Cut to this source', ask: (name) => `Show ${name} now?` },
	ways: {
		rtmp: 'OBS / RTMP sender', srt: 'SRT sender', camera: 'This phone', playlist: 'Several films',
		rtmpHint: 'Makes an address and a key to paste into OBS: Settings → Stream → Custom.',
		srtHint: 'Makes an SRT address with a passphrase for an encoder.', cameraHint: 'Uses the camera of this phone as a source.',
		latency: 'SRT latency (ms)', playlistHint: 'Choose the films in the order in which they are shown.', chosen: 'In this order'
	},
	key: {
		title: 'Copy it now, the key is shown only once', server: 'Server', key: 'Stream key', link: 'Whole address',
		copy: 'Copy', copied: 'Copied', done: 'I have copied it', rotate: 'New key',
		askRotate: 'Make a new key? Whoever sends by the old one is cut off.', obs: 'In OBS: Settings → Stream → Service: Custom, then paste these two.'
	},
	sound: {
		title: 'Picture and sound', loudness: 'Keep loudness at −16 LUFS', gain: 'Gain', offset: 'Sound offset',
		later: (ms) => `sound ${ms} ms later than the picture`, earlier: (ms) => `sound ${ms} ms earlier than the picture`, together: 'sound with the picture',
		profile: 'Quality', profiles: { '480p30': '480p (weak network)', '720p30': '720p', '1080p30': '1080p' },
		fixed: 'Stop the broadcast to change the quality.', levels: 'Sound level', left: 'Left', right: 'Right', quiet: 'No sound yet',
		buffer: "The source's network", steady: 'Steady', weak: 'Weak'
	},
	clock: {
		title: 'Clock', arm: 'Go on air by itself', at: 'At', ends: 'End by itself 15 minutes after the scheduled end',
		armed: (time) => `Goes on air by itself at ${time}`, in: (left) => `in ${left}`, disarm: 'Cancel',
		willEnd: (time) => `Ends by itself at ${time}`, extend: '15 minutes more', never: 'Do not end by itself', set: 'Set it',
		needSource: 'Choose a source and have the ceremony published first.', endLater: 'End by itself later'
	}
};
