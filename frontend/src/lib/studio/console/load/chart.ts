/** Two lines over the last quarter of an hour, drawn by uPlot: loaded when a chart comes into sight, not before. */
import 'uplot/dist/uPlot.min.css';
import uPlot from 'uplot';
import { clock } from '#lib/i18n/time.ts';
import type { Column, Series } from './samples.ts';

export interface Line {
	/** A token of styles/tokens.css. */
	colour: string;
	width: number;
	dash?: number[];
	/** Filled down to 0. */
	fill?: string;
}
export interface Look {
	lines: Line[];
	/** What 100 is, where the axis has an end; else it ends above the highest. */
	top?: number;
	/** A figure on the axis. */
	say: (value: number) => string;
	height: number;
}

const FONT = '12px "Be Vietnam Pro", system-ui, sans-serif';
/** Seconds between two words of the axis. */
const EVERY_5_MIN = [300];

export class Chart {
	#plot: uPlot;
	#watch: ResizeObserver;
	#span: [number, number] = [0, 1];

	constructor(place: HTMLElement, look: Look) {
		const token = (name: string): string => getComputedStyle(place).getPropertyValue(name).trim();
		const axis = { stroke: token('--ink-3'), font: FONT, grid: { stroke: token('--line'), width: 1 }, ticks: { show: false } };
		this.#plot = new uPlot(
			{
				width: place.clientWidth, height: look.height,
				cursor: { show: false }, legend: { show: false }, padding: [8, 12, 0, 0],
				scales: { x: { time: true, range: () => this.#span }, y: { range: (_, __, most) => [0, look.top ?? roomy(most)] } },
				axes: [
					{ ...axis, size: 26, incrs: EVERY_5_MIN, values: (_, at) => at.map((second) => clock(new Date(second * 1000).toISOString())) },
					{ ...axis, size: 56, space: 28, values: (_, values) => values.map(look.say) }
				],
				series: [{}, ...look.lines.map((line) => ({
					stroke: token(line.colour), width: line.width, dash: line.dash ?? [], spanGaps: false, points: { show: false },
					...(line.fill ? { fill: token(line.fill) } : {})
				}))]
			},
			[[], ...look.lines.map(() => [])], place
		);
		this.#watch = new ResizeObserver(() => this.#plot.setSize({ width: place.clientWidth, height: look.height }));
		this.#watch.observe(place);
	}

	/** `nowS`: the right end, so that a worker that is silent moves away from it. */
	show({ at, columns }: Series, nowS: number, keepsS: number): void {
		this.#span = [nowS - keepsS, nowS];
		this.#plot.setData([[...at], ...columns.map((column: Column) => [...column])]);
	}

	close(): void {
		this.#watch.disconnect();
		this.#plot.destroy();
	}
}

/** Nothing at all is a flat line at the bottom, and the highest does not touch the edge. */
const roomy = (most: number | null): number => Math.max(1, (most ?? 0) * 1.15);
