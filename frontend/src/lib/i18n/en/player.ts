import type { PlayerWords } from '../vi/player.ts';

export const en: PlayerWords = {
	quality: 'Quality',
	choices: { auto: 'Automatic', high: 'Sharp', low: 'Save data', audio: 'Listen only' },
	hints: { auto: 'as the network allows', high: 'full size', low: '360p', audio: 'no picture' },
	weak: 'Weak network: sound only for now, the picture returns once the network is steady',
	listening: 'Listening to the ceremony, the picture is off',
	showPicture: 'Show the picture'
};
