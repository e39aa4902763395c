import type { ProgramWords } from '../vi/program.ts';

export const en: ProgramWords = {
	showing: {
		title: 'On screen now', slate: 'Slate', nothing: 'Nothing yet', since: (time) => `since ${time}`,
		byHand: 'Chosen by hand', waits: (name) => `Waiting for a signal from ${name}`, back: 'Back to the order',
		noSignal: 'No source has a signal; the first one that is back is shown.'
	},
	slate: {
		on: 'Slate', off: 'End the slate', key: 'H', keyHint: 'Press the key H', covered: 'The slate covers every page',
		active: 'Viewers see the slate, without sound.', title: 'Slate', hint: 'Shown when no source has a signal, or by the red button.',
		show: 'See the slate', hide: 'Hide the slate', own: 'Use your own picture', change: 'Change the picture', designed: 'Use the designed one',
		askDesigned: 'Drop your own picture and use the designed slate again?', alt: 'The slate that viewers will see'
	},
	states: {
		off: 'Not connected', connecting: 'Connecting', live: 'Signal', silent: 'Signal lost', ended: 'Over', failed: 'Error'
	},
	order: {
		main: 'Main', backup: (place) => `Backup ${place}`, asMain: 'Make it main', asBackup: 'Make it a backup', notBackup: 'No backup any more',
		up: 'Up', down: 'Down', upOf: (name) => `Move ${name} forward`, downOf: (name) => `Move ${name} back`,
		askCut: (name) => `You are on air. Make ${name} the main source and show it now?`,
		askUntake: (name) => `A source was chosen by hand. Another order shows ${name} at once?`,
		hint: 'When the main source has been silent for 1 second a backup takes its place; after the last one, the slate.'
	},
	preview: {
		on: 'Preview', off: 'Close', onOf: (name) => `Preview ${name}`, offOf: (name) => `Close the preview of ${name}`,
		wait: 'Connecting the source…', lost: 'No picture from this source yet.', sound: 'Sound on', mute: 'Sound off', label: (name) => `Preview of ${name}`,
		onlyYou: 'Only the crew sees this.'
	},
	take: {
		now: 'Cut to this source', nowOf: (name) => `Cut to ${name}`, ask: (name) => `Show ${name} now?`,
		askDark: (name) => `${name} has no signal yet. Cut to it as soon as it has?`, start: 'Go on air with this source'
	},
	more: { qr: (name) => `QR code of ${name}'s camera screen`, scan: 'Or scan it with another phone, then log in there.', camera: 'Open the camera screen on this phone', open: 'More', close: 'Less', of: (name) => `More about ${name}`, network: 'Network', steady: 'Steady', weak: 'Weak', networkHint: 'Weak: 1 second later, but without stutter.', latency: 'SRT latency', address: 'Address' },
	ways: {
		rtmp: 'OBS, RTMP sender', srt: 'SRT sender', camera: 'Phone camera', playlist: 'Several films',
		rtmpHint: 'Makes an address and a stream key to paste into OBS or an encoder.',
		srtHint: 'Makes an address with a passphrase to paste into an encoder.', cameraHint: 'Uses the camera of a phone as a source.',
		playlistHint: 'Choose the films in the order in which they are shown.', latencyHint: 'Choose more for a far or weak network.'
	},
	films: {
		chosen: 'In this order', none: 'No film chosen yet.', library: 'Films on the server', add: (name) => `Add ${name}`, drop: (name) => `Remove ${name}`,
		up: (name) => `Move ${name} forward`, down: (name) => `Move ${name} back`
	},
	key: {
		title: 'Copy it now', once: 'The key is shown only once. If it is lost, make a new one.', server: 'Server', key: 'Stream key', link: 'Address with its passphrase',
		copy: 'Copy', copyOf: (what) => `Copy: ${what}`, copied: 'Copied', select: 'Selected, copy it by hand', done: 'I have copied it', rotate: 'New key',
		askRotate: 'Make a new key? Whoever sends by the old one is cut off at once.', qr: 'QR code: address and key', scan: 'Scan it with a streaming app on a phone.',
		rtmpSteps: ['In OBS: Settings → Stream → Custom.', 'Paste the server and the stream key.', 'Press Start Streaming, then Preview here.'],
		srtSteps: ['In OBS: Settings → Stream → Custom.', 'Paste the address as the server, leave the stream key empty.', 'Press Start Streaming, then Preview here.']
	},
	sound: {
		title: 'Picture and sound', loudness: 'Keep a pleasant loudness (−16 LUFS)', gain: 'Gain', offset: 'Sound offset', zero: 'To 0',
		later: (ms) => `sound ${ms} ms later than the picture`, earlier: (ms) => `sound ${ms} ms earlier than the picture`, together: 'sound with the picture',
		more: (what) => `${what}: more`, less: (what) => `${what}: less`,
		profile: 'Picture quality', profiles: { '480p30': '480p, weak network', '720p30': '720p', '1080p30': '1080p', 'pass': 'Pass-through' },
		fixed: 'You are on air: another picture size would cut every page off.',
		levels: 'Sound level', left: 'Left', right: 'Right', says: { none: 'No sound', low: 'Low', good: 'Good', high: 'Too loud' }
	},
	pass: {
		what: 'For weak servers: nothing is encoded, viewers get exactly what the sender sends.',
		lost: 'What it gives up: where the source goes the picture stands still, neither a backup nor the slate takes over by itself; no clean cuts; no sound treatment; no 360p for weak lines. The red button still shows the slate, with one interruption for viewers.',
		needs: 'The sender needs: H.264 and AAC, Keyframe Interval 1 s, at most 1080p and 6 Mb/s.',
		noSound: 'Pass-through does not decode the sound, so it is neither measured nor treated. Set it at the sender.',
		use: 'Change to this source',
		askUse: (name) => `Make ${name} the main source? Viewers and pages see one interruption.`,
		order: 'Pass-through shows the main source only; no backup takes over by itself.',
		stands: 'The picture stands still', cannot: 'Pass-through cannot use this source: the server would have to encode it.',
		still: 'The main source has no signal: the picture stands still everywhere, and goes on by itself.',
		slow: 'The slate is there after about 2 seconds, with one interruption for viewers.',
		fps: (rate) => `${rate} fps`, keyframe: (length) => `keyframes ${length} s`
	},
	clock: {
		arm: 'Go on air by itself', at: 'Goes on air by itself at', ends: (time) => `and ends by itself at ${time} (15 minutes after the scheduled end)`, later: 'Choose a time in the future.',
		armed: (time) => `Goes on air by itself at ${time}`, in: (left) => `in ${left}`, disarm: 'Cancel it', askDisarm: 'Cancel it? Then somebody has to press the button.',
		willEnd: (time) => `Ends by itself at ${time}`, extend: '15 minutes more', never: 'Do not end by itself', set: 'Set it',
		endLater: 'Let it end by itself', notStarted: (time) => `${time}: it could not go on air by itself.`, seen: 'I have seen it'
	},
	alerts: {
		picture: 'What viewers see now', know: 'I know', over: 'over', knows: (name) => `${name} knows`,
		states: {
			off: 'Not watched', starting: 'The monitor is starting', watching: 'Watched as a viewer does',
			no_libvlc: 'The monitor has no player', lost: 'The monitor is being started again'
		}
	},
	log: {
		title: 'What happened', file: 'Download CSV', empty: 'Nothing yet.', system: 'The system', less: 'Show less', more: (n) => `Show ${n} more`
	},
	ready: {
		title: 'Are the pages ready?', now: 'Check now', again: 'Check again', wait: 'Asking every page; this takes up to 10 seconds…',
		never: 'Not checked yet. The check asks every page\'s server and publishes nothing.',
		levels: { green: 'Ready', amber: 'Look at it', red: 'Not ready' },
		counts: { green: (n) => `${n} ready`, amber: (n) => `${n} to look at`, red: (n) => `${n} not ready` },
		causes: { person: 'asked by a person', day: 'by itself, a day before', half_hour: 'by itself, half an hour before' },
		by: (name) => `checked by ${name}`, call: 'Call', changed: 'The list of pages has changed since.',
		fine: (n) => `${n} ${n === 1 ? 'page is' : 'pages are'} ready`,
		key: 'A wrong stream key shows only on air.',
		line: {
			unknown: (needs) => `They need ${needs} upwards. What the server has is not known: set NHIPCAU_UPLINK_KBPS.`,
			known: (needs, has) => `They need ${needs} of ${has}.`,
			short: 'Pages of low priority will wait.'
		}
	}
};
