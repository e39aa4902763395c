import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEAD_AFTER_MS, LiveSocket, PING_EVERY_MS, type Line } from './socket.ts';

class FakeSocket {
	readyState = 0;
	sent: string[] = [];
	onopen: (() => void) | null = null;
	onmessage: ((event: { data: unknown }) => void) | null = null;
	onclose: ((event: { code: number }) => void) | null = null;
	address: string;
	constructor(address: string) {
		this.address = address;
	}
	open(): void {
		this.readyState = 1;
		this.onopen?.();
	}
	say(data: unknown): void {
		this.onmessage?.({ data });
	}
	cut(code = 1006): void {
		this.readyState = 3;
		this.onclose?.({ code });
	}
	send(text: string): void {
		this.sent.push(text);
	}
	close(): void {
		this.readyState = 3;
	}
}

let sockets: FakeSocket[];
let lines: Line[];
let texts: string[];
let after: number | null;
let socket: LiveSocket;

const last = (): FakeSocket => sockets.at(-1) as FakeSocket;

beforeEach(() => {
	vi.useFakeTimers();
	[sockets, lines, texts, after] = [[], [], [], null];
	socket = new LiveSocket({
		address: () => `/ws?after=${after ?? ''}`,
		onText: (text) => texts.push(text),
		onLine: (line) => lines.push(line),
		open: (address) => {
			sockets.push(new FakeSocket(address));
			return last() as unknown as WebSocket;
		},
		luck: () => 1
	});
	socket.start();
});

afterEach(() => {
	socket.stop();
	vi.useRealTimers();
});

test('it passes on what it hears', () => {
	last().open();
	last().say('one');
	expect(texts).toEqual(['one']);
	expect(lines.map((line) => line.state)).toEqual(['connecting', 'open']);
});

test('after a break it comes back with the number reached by then', () => {
	last().open();
	after = 41;
	last().cut();
	vi.advanceTimersByTime(500);
	expect(sockets).toHaveLength(2);
	expect(last().address).toBe('/ws?after=41');
});

test('it waits longer from try to try', () => {
	for (const wait of [500, 1000, 2000]) {
		const before = sockets.length;
		last().cut();
		vi.advanceTimersByTime(wait - 1);
		expect(sockets).toHaveLength(before);
		vi.advanceTimersByTime(1);
		expect(sockets).toHaveLength(before + 1);
	}
});

test('a line that is cut at once does not reset the wait, one that held does', () => {
	last().cut();
	vi.advanceTimersByTime(500);
	last().open();
	last().cut();
	expect(lines.at(-1)?.tries).toBe(2);
	vi.advanceTimersByTime(1000);
	last().open();
	vi.advanceTimersByTime(6000);
	last().cut();
	expect(lines.at(-1)?.tries).toBe(1);
});

test.each([4401, 4403, 4404])('close code %i ends it for good', (code) => {
	last().open();
	last().cut(code);
	vi.advanceTimersByTime(60_000);
	expect(sockets).toHaveLength(1);
	expect(lines.at(-1)).toMatchObject({ state: 'refused', code });
});

test('a line that was refused opens again when it is told that the reason is gone, and only then', () => {
	last().cut(4401);
	socket.revive();
	expect(sockets).toHaveLength(2);
	last().open();
	socket.revive();
	expect(sockets).toHaveLength(2);
	last().cut(4401);
	socket.stop();
	socket.revive();
	expect(sockets).toHaveLength(2);
});

test.each([4408, 1012, 1009])('close code %i is come back from', (code) => {
	last().cut(code);
	vi.advanceTimersByTime(500);
	expect(sockets).toHaveLength(2);
});

test('it pings, and leaves a line that stays silent', () => {
	last().open();
	vi.advanceTimersByTime(PING_EVERY_MS);
	expect(last().sent).toEqual(['{"type":"ping"}']);
	vi.advanceTimersByTime(2 * PING_EVERY_MS);
	expect(sockets.length).toBeGreaterThan(1);
	expect(DEAD_AFTER_MS).toBeGreaterThan(PING_EVERY_MS);
});

test('a line that answers its pings is kept', () => {
	last().open();
	for (let beat = 0; beat < 8; beat += 1) {
		vi.advanceTimersByTime(PING_EVERY_MS);
		last().say('{"type":"pong"}');
	}
	expect(sockets).toHaveLength(1);
});

test('late events of a line that was left reach nobody', () => {
	last().open();
	const old = last();
	socket.reconnect();
	old.say('late');
	old.cut();
	expect(texts).toEqual([]);
	expect(sockets).toHaveLength(2);
});

test('nothing is sent, and nothing claimed, on a closed line', () => {
	expect(socket.send({ type: 'ping' })).toBe(false);
	last().open();
	expect(socket.send({ type: 'ping' })).toBe(true);
});

test('stopped is stopped', () => {
	last().cut();
	socket.stop();
	vi.advanceTimersByTime(60_000);
	expect(sockets).toHaveLength(1);
});
