import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PICTURE_BPS } from './formats.ts';
import { CameraSender, DEAD_AFTER_MS, type Report } from './sender.ts';
import { TOO_LATE_S } from './upload.ts';

class FakeSocket {
	readyState = 0;
	sent: (string | ArrayBuffer)[] = [];
	onopen: (() => void) | null = null;
	onmessage: ((event: { data: unknown }) => void) | null = null;
	onclose: ((event: { code: number }) => void) | null = null;
	open(): void {
		this.readyState = 1;
		this.onopen?.();
	}
	say(frame: object): void {
		this.onmessage?.({ data: JSON.stringify(frame) });
	}
	cut(code = 1006): void {
		this.readyState = 3;
		this.onclose?.({ code });
	}
	send(data: string | ArrayBuffer): void {
		this.sent.push(data);
	}
	close(): void {
		this.readyState = 3;
	}
}

class FakeRecorder {
	state = 'inactive';
	ondataavailable: ((event: { data: Blob }) => void) | null = null;
	onerror: (() => void) | null = null;
	how: MediaRecorderOptions;
	constructor(how: MediaRecorderOptions) {
		this.how = how;
	}
	start(): void {
		this.state = 'recording';
	}
	stop(): void {
		this.state = 'inactive';
	}
	async give(size: number): Promise<void> {
		this.ondataavailable?.({ data: new Blob([new Uint8Array(size)]) });
		await vi.advanceTimersByTimeAsync(0);
	}
}

let sockets: FakeSocket[];
let recorders: FakeRecorder[];
let report: Report;
let sender: CameraSender;
const stream = {} as MediaStream;
const line = (): FakeSocket => sockets.at(-1) as FakeSocket;
const tape = (): FakeRecorder => recorders.at(-1) as FakeRecorder;
const bytes = (socket: FakeSocket): number[] => socket.sent.filter((each) => typeof each !== 'string').map((each) => (each as ArrayBuffer).byteLength);

async function sending(): Promise<void> {
	line().open();
	line().say({ type: 'ready', piece: 1000 });
	line().say({ type: 'status', sending: true, kbps: 9 });
	await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
	vi.useFakeTimers();
	[sockets, recorders] = [[], []];
	sender = new CameraSender({
		address: () => '/ws', format: { mime: 'video/webm;codecs=h264,opus', container: 'webm', video: 'h264' }, quality: 'high',
		told: (told) => (report = told), luck: () => 1,
		open: () => {
			sockets.push(new FakeSocket());
			return line() as unknown as WebSocket;
		},
		recorder: (_, how) => {
			recorders.push(new FakeRecorder(how));
			return tape() as unknown as MediaRecorder;
		}
	});
	sender.start(stream);
});

afterEach(() => {
	sender.stop();
	vi.useRealTimers();
});

test('says what comes, waits for the word, and sends pieces no larger than allowed, in their order', async () => {
	line().open();
	expect(line().sent).toEqual(['{"type":"begin","container":"webm","video":"h264"}']);
	expect(recorders).toHaveLength(0);
	await sending();
	expect(report.state).toBe('sending');
	await tape().give(2500);
	await tape().give(10);
	expect(bytes(line())).toEqual([1000, 1000, 500, 10]);
});

test('speed is what the server took, not what was handed to the browser', async () => {
	await sending();
	for (let at = 0; at < 8; at += 1) {
		await tape().give(50_000);
		await vi.advanceTimersByTimeAsync(250);
		line().say({ type: 'taken', bytes: (at + 1) * 25_000 });
	}
	await vi.advanceTimersByTimeAsync(500);
	expect(report.kbps).toBeGreaterThan(500);
	expect(report.kbps).toBeLessThan(820);
	expect(report.behindS).toBeGreaterThan(0.9);
});

test('a broken line begins a new recording on a new line, later and later, and counts what was lost', async () => {
	await sending();
	const first = tape();
	await first.give(5000);
	line().cut();
	expect([report.state, report.dropped, first.state]).toEqual(['waiting', 1, 'inactive']);
	await vi.advanceTimersByTimeAsync(500);
	expect(sockets).toHaveLength(2);
	line().cut();
	await vi.advanceTimersByTimeAsync(999);
	expect(sockets).toHaveLength(2);
	await vi.advanceTimersByTimeAsync(1);
	expect(sockets).toHaveLength(3);
	await sending();
	expect(tape()).not.toBe(first);
	await first.give(100);
	expect(bytes(line())).toEqual([]);
});

test('what waits too long is thrown away, and the next recording asks for less of the network', async () => {
	await sending();
	await tape().give(100_000);
	for (let at = 0; at < TOO_LATE_S + 1; at += 1) {
		line().say({ type: 'status', sending: true, kbps: 0 });
		await vi.advanceTimersByTimeAsync(1000);
	}
	expect([sockets.length, report.quality, report.dropped, report.restarts]).toEqual([2, 'middle', 1, 1]);
	await sending();
	expect(tape().how.videoBitsPerSecond).toBe(PICTURE_BPS.middle);
});

test('a network that is gone costs no quality', async () => {
	await sending();
	await tape().give(100_000);
	await vi.advanceTimersByTimeAsync((TOO_LATE_S + 1) * 1000);
	expect([sockets.length, report.quality]).toEqual([2, 'high']);
});

test('a line on which nothing is heard is dead', async () => {
	await sending();
	await vi.advanceTimersByTimeAsync(DEAD_AFTER_MS + 1000);
	expect(sockets.length).toBeGreaterThan(1);
});

test.each([4401, 4403, 4404, 4409, 4410, 4415])('after %i only the person begins again', async (code) => {
	await sending();
	line().say({ type: 'error', code: 'x', message: 'Vì thế' });
	line().cut(code);
	await vi.advanceTimersByTimeAsync(60_000);
	expect([sockets.length, report.state, report.code, report.message]).toEqual([1, 'ended', code, 'Vì thế']);
});

test('another camera goes on at once on a new line', async () => {
	await sending();
	sender.restart({ stream: {} as MediaStream });
	expect([sockets.length, report.restarts]).toEqual([2, 1]);
	sender.stop();
	sender.restart();
	expect([sockets.length, report.state]).toEqual([2, 'idle']);
});
