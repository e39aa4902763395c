import type { CameraWords } from '../vi/camera.ts';

export const en: CameraWords = {
	title: 'Phone camera', back: 'Console',
	choose: {
		which: 'Which camera is this phone?', use: (name: string) => `Be ${name}`, taken: 'a phone is sending',
		make: 'Send from this phone', another: 'A new camera: this phone', hint: 'Makes a new source of this phone’s camera. Nothing is on air until the console chooses it.',
		name: (person: string) => `${person}’s phone`, gone: 'This source is no more. Choose another camera.', notYours: 'Only the ceremony’s technicians can use the camera.'
	},
	open: 'Open the camera', openHint: 'The browser will ask for the camera and the microphone: choose Allow.',
	preview: 'Picture of this camera', turn: 'Turn the phone sideways to fill the screen.',
	flip: 'Other camera', camera: 'Camera', microphone: 'Microphone', noMicrophone: 'No microphone: only the picture is sent.',
	level: 'Microphone level', silent: 'Nothing is heard. Check the microphone.', loud: 'Too loud, it may distort.',
	quality: 'Quality', qualities: { high: 'High', middle: 'Medium', low: 'Low' },
	start: 'Start sending', stop: 'Stop sending', askStop: 'Stop sending from this phone?', askStopAir: 'This phone is on air. Stop sending?',
	states: {
		idle: 'Not sending', connecting: 'Connecting to the server', opening: 'The server waits for the picture', sending: 'Sending',
		waiting: 'Connection lost, reconnecting', offline: 'The phone has no network', ended: 'Stopped'
	},
	onAir: 'On air', offAir: 'Not on air', onSlate: 'The slate is shown',
	weak: 'Weak network: the picture is late. If it stays so, the quality is lowered.',
	lowered: 'The network is weak, so the quality was lowered.',
	figures: { speed: 'Speed', behind: 'Waiting to be sent', dropped: 'Lost', restarts: 'Restarts', seconds: (value: string) => `${value} s`, mbps: (value: string) => `${value} Mb/s` },
	again: 'Send from this phone again', retry: 'Try again',
	muted: 'Another app or a call holds the camera. Close it.',
	keep: 'Keep the screen on and this page open. Plug in the charger if you can.',
	leave: 'This phone is sending. Leaving the page stops that. Leave?',
	trouble: {
		insecure: ['Browsers give the camera to https addresses only.', 'Ask whoever keeps the server to run scripts/run --lan, then scan the QR code or open the https address that it shows.'],
		old: ['This browser cannot record video.', 'Update it, or open this page in a recent Chrome or Safari.'],
		refused: ['The browser may not use the camera.', 'Press the sign left of the address, allow Camera and Microphone, then try again.'],
		none: ['No camera was found.', 'Plug one in, or open this page on a phone that has one.'],
		busy: ['Another app is using the camera.', 'Close the camera app, video call or other tab, then try again.'],
		lost: ['The camera was just disconnected.', 'Open it again, then go on sending.'],
		unknown: ['The camera cannot be opened.', 'Restart the browser, then try again.']
	},
	ended: {
		login: 'Your login is over. Log in again.', permission: 'You may not send to this ceremony.',
		gone: 'This source is no more.', other: 'The server ended the connection.'
	}
};
