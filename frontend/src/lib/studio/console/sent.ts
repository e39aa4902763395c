/** What a source sends, in a line: "1280×720 · 30 hình/giây · 2,5 Mb/s · H264 + AAC · khung khoá 1 s". */
import type { Source } from '#lib/api/types.ts';
import { language } from '#lib/i18n/language.svelte.ts';

interface Words { fps: (rate: string) => string; keyframe: (length: string) => string }

const MEGA = 1000;

/** Empty where nothing is known. */
export function sentWords(sent: Source['sent'], words: Words): string {
	if (!sent) return '';
	const number = (value: number): string => value.toLocaleString(language.current, { maximumFractionDigits: 1 });
	const tracks = [sent.video, sent.audio].filter(Boolean).map((name) => name.toUpperCase()).join(' + ');
	return [
		sent.width && sent.height ? `${sent.width}×${sent.height}` : '',
		sent.fps ? words.fps(number(sent.fps)) : '',
		sent.kbps ? `${number(sent.kbps / MEGA)} Mb/s` : '',
		tracks,
		sent.keyframe_s ? words.keyframe(number(sent.keyframe_s)) : ''
	].filter(Boolean).join(' · ');
}
