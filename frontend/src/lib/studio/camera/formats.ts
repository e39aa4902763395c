/** What this browser can record, best first: H.264 is copied by the server, anything else costs it an encoder. */
export interface Format {
	mime: string;
	container: 'webm' | 'mp4';
	video: 'h264' | 'other';
}

const WANTED: Format[] = [
	{ mime: 'video/webm;codecs=h264,opus', container: 'webm', video: 'h264' },
	{ mime: 'video/x-matroska;codecs=avc1,opus', container: 'webm', video: 'h264' },
	{ mime: 'video/mp4;codecs=avc1.42E01F,mp4a.40.2', container: 'mp4', video: 'h264' },
	{ mime: 'video/mp4;codecs=avc1,mp4a.40.2', container: 'mp4', video: 'h264' },
	{ mime: 'video/webm;codecs=vp8,opus', container: 'webm', video: 'other' },
	{ mime: 'video/webm', container: 'webm', video: 'other' },
	{ mime: 'video/mp4', container: 'mp4', video: 'other' }
];

/** Null where it can record nothing that the server reads. */
export function bestFormat(takes: (mime: string) => boolean): Format | null {
	return WANTED.find((format) => takes(format.mime)) ?? null;
}

export type Quality = 'high' | 'middle' | 'low';
export const QUALITIES: Quality[] = ['high', 'middle', 'low'];
/** Bits a second of the picture; the sound takes SOUND_BPS more. */
export const PICTURE_BPS: Record<Quality, number> = { high: 2_500_000, middle: 1_200_000, low: 500_000 };
export const SOUND_BPS = 96_000;

export const lower = (quality: Quality): Quality => (quality === 'high' ? 'middle' : 'low');
