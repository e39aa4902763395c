/** The sound of an alert that nobody has acknowledged. */
import type { Broadcast } from '#lib/api/types.ts';

type Alert = Pick<Broadcast['alerts'][number], 'until' | 'acknowledged_at'>;

/** Whether one is open of which nobody knows yet. */
export const ringing = (alerts: readonly Alert[]): boolean => alerts.some((it) => !it.until && !it.acknowledged_at);

let context: AudioContext | undefined;

/** Two soft notes; a browser that has not been touched yet stays silent, and the words are there. */
export function chime(): void {
	if (typeof AudioContext === 'undefined') return;
	context ??= new AudioContext();
	void context.resume();
	for (const [index, pitch] of [659, 880].entries()) note(context, pitch, context.currentTime + index * 0.22);
}

function note(on: AudioContext, pitch: number, at: number): void {
	const tone = on.createOscillator();
	const loud = on.createGain();
	tone.frequency.value = pitch;
	loud.gain.setValueAtTime(0.0001, at);
	loud.gain.exponentialRampToValueAtTime(0.2, at + 0.02);
	loud.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
	tone.connect(loud).connect(on.destination);
	tone.start(at);
	tone.stop(at + 0.22);
}
