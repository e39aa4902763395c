/** What is being looked at again, shared by the picture and the list of its parts. */
import { get } from './get.ts';
import { partAt, type Part, type Span } from './parts.ts';

export class Tape {
	readonly address: string;
	/** Still going on: the end moves. */
	readonly live: boolean;
	parts = $state.raw<Part[]>([]);
	now = $state(0);
	span = $state.raw<Span>({ from: 0, to: 0 });
	video: HTMLVideoElement | undefined;

	constructor(address: string, live: boolean) {
		this.address = address;
		this.live = live;
		if (!live) void this.#learn();
	}

	get current(): number {
		return partAt(this.parts, this.now);
	}

	/** Seconds behind what is newest. */
	get behind(): number {
		return Math.max(0, this.span.to - this.now);
	}

	/** As the video element has it. */
	look(): void {
		const video = this.video;
		if (!video) return;
		this.now = video.currentTime;
		const { seekable } = video;
		const last = seekable.length - 1;
		if (last >= 0) this.span = { from: seekable.start(0), to: seekable.end(last) };
	}

	/** To a moment, within what there is. */
	go(to: number): void {
		const { video, span } = this;
		if (!video) return;
		// The very end is a place where nothing follows.
		video.currentTime = Math.min(Math.max(to, span.from), Math.max(span.from, span.to - 1));
		this.now = video.currentTime;
		if (video.paused) void video.play().catch(() => undefined);
	}

	async #learn(): Promise<void> {
		// Without them it plays just as well.
		this.parts = await get(this.address.replace(/index\.m3u8$/, 'chapters.json'));
	}
}
