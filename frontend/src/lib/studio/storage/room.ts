/** How much fits on a disk. Pure. */
import type { Storage } from '#lib/api/types.ts';

/** 720p as it is recorded, in bytes a second; twice, since the segments and their MP4 lie side by side for days. */
const RATE = (2.7e6 / 8) * 2;

/** Whole hours of recording until the guard stops it. */
export function hoursLeft(disk: Pick<Storage, 'free_bytes' | 'total_bytes' | 'full_share'>): number {
	return Math.max(0, Math.floor((disk.free_bytes - disk.total_bytes * disk.full_share) / RATE / 3600));
}
