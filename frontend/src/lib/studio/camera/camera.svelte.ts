/** One phone as one source's camera: devices, level, sending. What the screen reads stands here. */
import { life, tellExpired, whenBack } from '#lib/api/expiry.ts';
import { socketAddress } from '#lib/socket/socket.ts';
import { HOT_DB } from '../console/loud.ts';
import { Awake } from './awake.ts';
import { close, openDevices, standing, troubleOf, type Facing, type Trouble } from './devices.ts';
import { FLOOR_DB, listen } from './ear.ts';
import { bestFormat, type Quality } from './formats.ts';
import { CameraSender, type Report } from './sender.ts';

const SILENT_AFTER_MS = 5_000;
const LOUD_FOR_MS = 3_000;
const QUIET_DB = -55;

export class PhoneCamera {
	readonly source: number;
	stream = $state.raw<MediaStream | null>(null);
	trouble = $state<Trouble | null>(standing());
	opening = $state(false);
	facing = $state<Facing>('environment');
	cameras = $state.raw<MediaDeviceInfo[]>([]);
	microphones = $state.raw<MediaDeviceInfo[]>([]);
	microphone = $state('');
	level = $state.raw({ peak: FLOOR_DB, rms: FLOOR_DB });
	silent = $state(false);
	loud = $state(false);
	/** Another app has taken the camera or a call the microphone, for now. */
	muted = $state(false);
	quality = $state<Quality>('high');
	lowered = $state(false);
	report = $state.raw<Report | null>(null);
	#camera = '';
	#sender: CameraSender | null = null;
	#ear: { stop: () => void } | null = null;
	#awake = new Awake();
	#heardAt = 0;
	#hotAt = 0;
	#within = life();
	#forget = (): void => undefined;

	constructor(source: number) {
		this.source = source;
	}

	get active(): boolean {
		const state = this.report?.state;
		return state !== undefined && state !== 'idle' && state !== 'ended';
	}

	get hasSound(): boolean {
		return !!this.stream?.getAudioTracks().length;
	}

	/** Asks for camera and microphone as they are chosen now. */
	open = async (): Promise<void> => {
		this.trouble = standing();
		if (this.trouble || this.opening) return;
		this.opening = true;
		// Many phones open one camera at a time.
		this.#shut();
		try {
			await this.#took(await openDevices({ facing: this.facing, camera: this.#camera, microphone: this.microphone }));
		} catch (error) {
			this.trouble = troubleOf(error);
			this.#sender?.stop();
		} finally {
			this.opening = false;
		}
	};

	async #took(stream: MediaStream): Promise<void> {
		this.stream = stream;
		for (const track of stream.getTracks()) {
			track.onended = () => stream === this.stream && this.#broke();
			track.onmute = track.onunmute = () => {
				this.muted = stream === this.stream && stream.getTracks().some((each) => each.muted);
			};
		}
		this.#heardAt = Date.now();
		this.#ear = listen(stream, (level) => this.#heard(level));
		this.#sender?.restart({ stream });
		const devices = await navigator.mediaDevices.enumerateDevices();
		this.cameras = devices.filter((device) => device.kind === 'videoinput');
		this.microphones = devices.filter((device) => device.kind === 'audioinput' && device.deviceId);
		this.#camera = stream.getVideoTracks()[0]?.getSettings().deviceId ?? '';
		this.microphone = stream.getAudioTracks()[0]?.getSettings().deviceId ?? '';
	}

	#heard(level: { peak: number; rms: number }): void {
		const now = Date.now();
		if (level.peak > QUIET_DB) this.#heardAt = now;
		if (level.peak > HOT_DB) this.#hotAt = now;
		this.loud = now - this.#hotAt < LOUD_FOR_MS;
		this.silent = now - this.#heardAt > SILENT_AFTER_MS;
		this.level = level;
	}

	#broke(): void {
		this.stop();
		this.#shut();
		this.trouble = 'lost';
	}

	/** The other side of the phone, or the next camera where that is no phone. */
	flip = (): Promise<void> => {
		const at = this.cameras.findIndex((camera) => camera.deviceId === this.#camera);
		this.facing = this.facing === 'environment' ? 'user' : 'environment';
		const sides = this.stream?.getVideoTracks()[0]?.getSettings().facingMode;
		this.#camera = sides ? '' : (this.cameras[(at + 1) % Math.max(1, this.cameras.length)]?.deviceId ?? '');
		return this.open();
	};

	listenTo = (microphone: string): Promise<void> => {
		this.microphone = microphone;
		return this.open();
	};

	choose = (quality: Quality): void => {
		this.quality = quality;
		this.lowered = false;
		this.#sender?.restart({ quality });
	};

	start = (): void => {
		const format = bestFormat((mime) => MediaRecorder.isTypeSupported(mime));
		if (!this.stream) return;
		if (!format) {
			this.trouble = 'old';
			return;
		}
		this.#sender?.stop();
		this.lowered = false;
		this.#sender = new CameraSender({
			address: () => {
				this.#within = life();
				return socketAddress(`/ws/sources/${this.source}/camera/`, null);
			},
			format, quality: this.quality, told: (report) => this.#told(report)
		});
		this.#sender.start(this.stream);
		void this.#awake.keep();
	};

	#told(report: Report): void {
		if (report.quality !== this.quality) [this.quality, this.lowered] = [report.quality, true];
		this.report = report;
		if (report.state !== 'ended') return;
		this.#awake.release();
		if (report.code !== 4401) return;
		tellExpired(this.#within);
		// The person did not stop it: with a login it goes on by itself.
		this.#forget = whenBack(this.#within, this.start);
	}

	/** The phone was turned: a recording keeps the shape that it began with. */
	turned = (): void => this.#sender?.restart();

	stop = (): void => {
		this.#sender?.stop();
		this.#sender = null;
		this.#awake.release();
	};

	#shut(): void {
		this.#ear?.stop();
		this.#ear = null;
		const stream = this.stream;
		this.stream = null;
		this.muted = false;
		this.level = { peak: FLOOR_DB, rms: FLOOR_DB };
		close(stream);
	}

	leave(): void {
		this.#forget();
		this.stop();
		this.#shut();
	}
}
