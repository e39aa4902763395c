/** Levels in words and lengths. Pure. */
import type { Broadcast } from '#lib/api/types.ts';

type Levels = Broadcast['program']['levels'];
export const FLOOR_DB = -60;
/** Above this the next word may clip. */
export const HOT_DB = -1;
const LOW_LUFS = -26;
const HIGH_LUFS = -11;

/** How far along a meter from the floor to full scale: 0…1. */
export const part = (db: number): number => Math.min(1, Math.max(0, 1 - db / FLOOR_DB));

/** One word for an ear that cannot listen now. */
export function loudness(levels: Levels): 'none' | 'low' | 'good' | 'high' {
	const peak = Math.max(FLOOR_DB, ...(levels?.peak_db ?? []));
	if (!levels || peak <= FLOOR_DB) return 'none';
	if (peak > HOT_DB || (levels.lufs_s ?? LOW_LUFS) > HIGH_LUFS) return 'high';
	return levels.lufs_s !== null && levels.lufs_s < LOW_LUFS ? 'low' : 'good';
}
