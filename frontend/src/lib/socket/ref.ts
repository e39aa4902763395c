/** This screen's own word for what it sends: a repeat with the same one is harmless.
 * `crypto.randomUUID` exists on https and localhost only; the desk's LAN address may be neither. */
export function newRef(): string {
	if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
	return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
