import type { PastWords } from '../vi/past.ts';

export const en: PastWords = {
	player: 'Watch again', seek: 'Position', back: 'Back 30 seconds',
	behind: (time) => `${time} behind`, of: (now, all) => `${now} / ${all}`,
	close: 'Close', parts: 'Parts', jump: (title, time) => `${title}, from ${time}`
};
