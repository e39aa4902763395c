/** How loud the microphone is, in dB below full scale. */
export const FLOOR_DB = -60;

export function decibels(samples: Float32Array): { peak: number; rms: number } {
	let top = 0;
	let sum = 0;
	for (const sample of samples) {
		top = Math.max(top, Math.abs(sample));
		sum += sample * sample;
	}
	const db = (value: number): number => Math.max(FLOOR_DB, 20 * Math.log10(value || 1e-9));
	return { peak: db(top), rms: db(Math.sqrt(sum / (samples.length || 1))) };
}

const EVERY_MS = 100;

/** Listens to a stream until `stop`; null where it has no sound. */
export function listen(stream: MediaStream, told: (level: { peak: number; rms: number }) => void): { stop: () => void } | null {
	if (!stream.getAudioTracks().length) return null;
	const context = new AudioContext();
	const analyser = context.createAnalyser();
	analyser.fftSize = 8192; // longer than the pause between two looks, so that no beep is missed
	context.createMediaStreamSource(stream).connect(analyser);
	const samples = new Float32Array(analyser.fftSize);
	const timer = setInterval(() => {
		if (context.state === 'suspended') void context.resume();
		analyser.getFloatTimeDomainData(samples);
		told(decibels(samples));
	}, EVERY_MS);
	return {
		stop: () => {
			clearInterval(timer);
			void context.close();
		}
	};
}
