/** Camera and microphone of this device, and in a word why there is none. */
export type Trouble = 'insecure' | 'old' | 'refused' | 'none' | 'busy' | 'lost' | 'unknown';
export type Facing = 'environment' | 'user';

export interface Wish {
	facing: Facing;
	/** A camera or microphone that was chosen by name; "" for whatever fits. */
	camera: string;
	microphone: string;
}

const NAMES: Record<string, Trouble> = {
	NotAllowedError: 'refused', SecurityError: 'refused', NotFoundError: 'none', OverconstrainedError: 'none',
	NotReadableError: 'busy', AbortError: 'busy'
};

export const troubleOf = (error: unknown): Trouble => NAMES[(error as { name?: string } | null)?.name ?? ''] ?? 'unknown';

/** Before anything is asked: whether this page may use a camera at all, and this browser can record. */
export function standing(): Trouble | null {
	if (!globalThis.isSecureContext || !navigator.mediaDevices) return 'insecure';
	return typeof MediaRecorder === 'undefined' ? 'old' : null;
}

/** 720p at 30 where the device can, else what it can. */
export function constraints(wish: Wish): MediaStreamConstraints {
	const which = wish.camera ? { deviceId: { exact: wish.camera } } : { facingMode: { ideal: wish.facing } };
	const video = { ...which, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
	// A ceremony's loudspeakers and music are no echo and no noise.
	const sound = { echoCancellation: false, noiseSuppression: false, autoGainControl: true };
	return { video, audio: wish.microphone ? { ...sound, deviceId: { exact: wish.microphone } } : sound };
}

type Ask = (wanted: MediaStreamConstraints) => Promise<MediaStream>;

/** Picture and sound; where there is no microphone, the picture alone. Throws what the browser throws. */
export async function openDevices(wish: Wish, ask: Ask = (wanted) => navigator.mediaDevices.getUserMedia(wanted)): Promise<MediaStream> {
	const wanted = constraints(wish);
	try {
		return await ask(wanted);
	} catch (error) {
		if (troubleOf(error) !== 'none') throw error;
		try {
			// What was chosen by name may be gone since.
			return await ask(constraints({ ...wish, camera: '', microphone: '' }));
		} catch (again) {
			if (troubleOf(again) !== 'none') throw again;
			return ask({ video: constraints({ ...wish, camera: '' }).video ?? true });
		}
	}
}

export const close = (stream: MediaStream | null): void => stream?.getTracks().forEach((track) => track.stop());
