import { expect, test } from 'vitest';
import type { Source } from '#lib/api/types.ts';
import { vi } from '#lib/i18n/vi/program.ts';
import { sentWords } from './sent.ts';

const SENT: NonNullable<Source['sent']> = {
	video: 'h264', audio: 'aac', width: 1280, height: 720, fps: 30, plain: true, progressive: true, keyframe_s: 2, kbps: 2500, hz: 48000, codecs: ''
};

test('what a source sends is one line', () => {
	expect(sentWords(SENT, vi.pass)).toBe('1280×720 · 30 hình/giây · 2,5 Mb/s · H264 + AAC · khung khoá 2 s');
});

test('what is not known is left out, and a missing track is not named', () => {
	expect(sentWords({ ...SENT, audio: '', width: null, fps: null, kbps: null, keyframe_s: null }, vi.pass)).toBe('H264');
	expect(sentWords(null, vi.pass)).toBe('');
});
