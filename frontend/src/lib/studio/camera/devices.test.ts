import { expect, test } from 'vitest';
import { constraints, openDevices, troubleOf } from './devices.ts';
import { decibels, FLOOR_DB } from './ear.ts';
import { bestFormat, lower } from './formats.ts';

const WISH = { facing: 'environment' as const, camera: '', microphone: '' };
const named = (name: string): Error => Object.assign(new Error(name), { name });

test('every refusal of a browser has words of its own', () => {
	const words = ['NotAllowedError', 'NotFoundError', 'NotReadableError', 'OverconstrainedError', 'WhateverError'].map((name) => troubleOf(named(name)));
	expect(words).toEqual(['refused', 'none', 'busy', 'none', 'unknown']);
	expect(troubleOf(null)).toBe('unknown');
});

test('the rear camera is asked for, in 720p at 30, and one that was chosen is asked for exactly', () => {
	expect(constraints(WISH).video).toMatchObject({ facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { max: 30 } });
	expect(constraints({ ...WISH, camera: 'c', microphone: 'm' })).toMatchObject({ video: { deviceId: { exact: 'c' } }, audio: { deviceId: { exact: 'm' } } });
});

test('without a microphone the picture is taken alone, and a refusal is not asked again', async () => {
	const asked: MediaStreamConstraints[] = [];
	const only = {} as MediaStream;
	const ask = async (wanted: MediaStreamConstraints): Promise<MediaStream> => {
		asked.push(wanted);
		if (wanted.audio) throw named('NotFoundError');
		return only;
	};
	expect(await openDevices(WISH, ask)).toBe(only);
	expect(asked).toHaveLength(3);
	await expect(openDevices(WISH, () => Promise.reject(named('NotAllowedError')))).rejects.toThrow('NotAllowedError');
});

test('H.264 is chosen where the browser has it, and nothing where it has nothing', () => {
	expect(bestFormat(() => true)?.video).toBe('h264');
	expect(bestFormat((mime) => mime.includes('vp8'))).toMatchObject({ container: 'webm', video: 'other' });
	expect(bestFormat((mime) => mime.startsWith('video/mp4'))?.container).toBe('mp4');
	expect(bestFormat(() => false)).toBeNull();
	expect([lower('high'), lower('middle'), lower('low')]).toEqual(['middle', 'low', 'low']);
});

test('full scale is 0 dB, silence is the floor', () => {
	expect(decibels(new Float32Array([1, -1])).peak).toBeCloseTo(0);
	expect(decibels(new Float32Array(8))).toEqual({ peak: FLOOR_DB, rms: FLOOR_DB });
	expect(decibels(new Float32Array([0.5, -0.5])).rms).toBeCloseTo(-6, 0);
});
