/** How far this device's clock is from the server's, learnt from `server_now`; phones are often minutes off. */
let offsetMs = 0;

export function learnClock(serverNow: string, receivedAt: number = Date.now()): void {
	const server = Date.parse(serverNow);
	if (!Number.isNaN(server)) offsetMs = server - receivedAt;
}

/** Now, as the server counts it, in ms since the epoch. */
export function serverNow(at: number = Date.now()): number {
	return at + offsetMs;
}
