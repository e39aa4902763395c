import { describe, expect, test } from 'vitest';
import { en as enCalendar } from './en/calendar.ts';
import { en as enCamera } from './en/camera.ts';
import { en as enCases } from './en/cases.ts';
import { en as enLive } from './en/live.ts';
import { en as enPast } from './en/past.ts';
import { en as enPlayer } from './en/player.ts';
import { en as enProgram } from './en/program.ts';
import { en as enPublic } from './en/public.ts';
import { en as enReceipts } from './en/receipts.ts';
import { en as enRecording } from './en/recording.ts';
import { en as enStudio } from './en/studio.ts';
import { en as enTalk } from './en/talk.ts';
import { vi as viCalendar } from './vi/calendar.ts';
import { vi as viCamera } from './vi/camera.ts';
import { vi as viCases } from './vi/cases.ts';
import { vi as viLive } from './vi/live.ts';
import { vi as viPast } from './vi/past.ts';
import { vi as viPlayer } from './vi/player.ts';
import { vi as viProgram } from './vi/program.ts';
import { vi as viPublic } from './vi/public.ts';
import { vi as viReceipts } from './vi/receipts.ts';
import { vi as viRecording } from './vi/recording.ts';
import { vi as viStudio } from './vi/studio.ts';
import { vi as viTalk } from './vi/talk.ts';

function leaves(catalog: object, path = ''): [string, string][] {
	return Object.entries(catalog).flatMap(([key, value]): [string, string][] => {
		if (typeof value === 'object' && value !== null) return leaves(value, `${path}${key}.`);
		const said: unknown = typeof value === 'function' ? value(2, 3) : value;
		return [[path + key, String(said)]];
	});
}

describe.each([
	['public', viPublic, enPublic], ['studio', viStudio, enStudio], ['live', viLive, enLive], ['past', viPast, enPast],
	['program', viProgram, enProgram], ['recording', viRecording, enRecording], ['camera', viCamera, enCamera],
	['player', viPlayer, enPlayer], ['cases', viCases, enCases], ['calendar', viCalendar, enCalendar], ['receipts', viReceipts, enReceipts], ['talk', viTalk, enTalk]
])('the %s catalog', (_, vi, en) => {
	test('has the same keys in both languages', () => {
		expect(leaves(en).map(([key]) => key)).toEqual(leaves(vi).map(([key]) => key));
	});

	test('leaves no word empty', () => {
		for (const [key, text] of [...leaves(vi), ...leaves(en)]) expect(text.trim(), key).not.toBe('');
	});

	test('is written in composed letters, so that fonts and searches agree', () => {
		for (const [, text] of leaves(vi)) expect(text).toBe(text.normalize('NFC'));
	});
});
