/** What machines carried in the last quarter of an hour: joined, cut, with its gaps, and in words. Pure. */
import type { Load, MachineLoad } from '#lib/api/types.ts';

export type Column = readonly (number | null)[];
export interface Series {
	/** Seconds since 1970. */
	at: readonly number[];
	columns: readonly Column[];
}
export type Pressure = 'unknown' | 'easy' | 'busy' | 'full';

/** Of all processors together: encoders begin to fall behind some way before 100. */
export const BUSY_PCT = 70;
export const FULL_PCT = 90;
/** Of what the line carries, as the worker has it (streaming/rates.py). */
const BUSY_LINE = 0.85;
const FULL_LINE = 0.95;
/** So many steps without a sample are a gap, and the last figure says nothing of now. */
const MISSED = 3;

const NAMES = ['machine_pct', 'own_pct', 'pages_kbps', 'viewers_kbps', 'limit_kbps'] as const;

/** What was known with what came after it; nothing older than is kept, nothing twice. */
export function joined(known: Load | null, fresh: Load): Load {
	if (!known) return fresh;
	const since = Date.parse(fresh.now) / 1000 - fresh.keeps_s;
	const names = new Set([...known.machines, ...fresh.machines].map((machine) => machine.node));
	const of = (load: Load, node: string): MachineLoad | undefined => load.machines.find((machine) => machine.node === node);
	const machines = [...names].toSorted().map((node) => appended(of(known, node), of(fresh, node), since));
	return { ...fresh, machines: machines.filter((machine) => machine.at.length > 0) };
}

function appended(known: MachineLoad | undefined, fresh: MachineLoad | undefined, since: number): MachineLoad {
	const last = known?.at.at(-1) ?? -Infinity;
	const whole = known ?? (fresh as MachineLoad);
	const from = whole.at.findIndex((at) => at > since);
	const begin = from < 0 ? whole.at.length : from;
	const more = known && fresh ? fresh.at.findIndex((at) => at > last) : -1;
	const tail = <T>(column: readonly T[] | undefined): T[] => (more < 0 || !column ? [] : column.slice(more));
	const cut = { ...whole, cores: fresh?.cores ?? whole.cores, at: [...whole.at.slice(begin), ...tail(fresh?.at)] };
	for (const name of NAMES) cut[name] = [...whole[name].slice(begin), ...tail(fresh?.[name])];
	return cut;
}

/** Since when samples are asked for: a little before the newest, since machines write when they can. */
export function askedSince(load: Load | null): number | undefined {
	const last = load?.machines.map((machine) => machine.at.at(-1) ?? 0) ?? [];
	return load && last.length ? Math.max(...last) - MISSED * load.every_s : undefined;
}

/** A line is not drawn over time in which nobody looked. */
export function withGaps(series: Series, everyS: number): Series {
	const at: number[] = [];
	const columns: (number | null)[][] = series.columns.map(() => []);
	for (const [index, now] of series.at.entries()) {
		const before = series.at[index - 1];
		if (before !== undefined && now - before > MISSED * everyS) {
			at.push(before + everyS);
			for (const column of columns) column.push(null);
		}
		at.push(now);
		for (const [which, column] of columns.entries()) column.push(series.columns[which]?.[index] ?? null);
	}
	return { at, columns };
}

/** What leaves at each moment: to pages and to viewers. */
export const sent = (machine: MachineLoad): number[] =>
	machine.pages_kbps.map((kbps, index) => (kbps ?? 0) + (machine.viewers_kbps[index] ?? 0));

/** Whether the last sample is of now. */
export const fresh = (machine: MachineLoad, everyS: number, nowMs: number): boolean =>
	nowMs / 1000 - (machine.at.at(-1) ?? 0) <= MISSED * everyS;

export function pressure(pct: number | null | undefined): Pressure {
	if (pct === null || pct === undefined) return 'unknown';
	return pct >= FULL_PCT ? 'full' : pct >= BUSY_PCT ? 'busy' : 'easy';
}

export function linePressure(kbps: number, limit: number | null | undefined): Pressure {
	if (!limit) return 'unknown';
	return kbps >= FULL_LINE * limit ? 'full' : kbps >= BUSY_LINE * limit ? 'busy' : 'easy';
}

/** The smallest and the greatest of what is known, for those who do not see the line. */
export function range(column: Column): [number, number] | null {
	const known = column.filter((value) => value !== null);
	return known.length ? [Math.min(...known), Math.max(...known)] : null;
}
