/** Sizes as people say them. Pure. */
import type { Language } from '#lib/api/types.ts';

const UNITS = ['kB', 'MB', 'GB', 'TB'];

/** 412 MB, 1,2 GB; thousands, as disks are sold. */
export function bytes(count: number, language: Language): string {
	let value = count / 1000;
	let unit = 0;
	while (value >= 999.5 && unit < UNITS.length - 1) {
		value /= 1000;
		unit += 1;
	}
	return `${number(value, value < 9.95 && unit > 0 ? 1 : 0, language)} ${UNITS[unit]}`;
}

/** 18 %: of a share of 1; one digit more where it is small. */
export function percent(share: number, language: Language): string {
	return `${number(share * 100, share < 0.0995 && share > 0 && !Number.isInteger(share * 100) ? 1 : 0, language)}%`;
}

function number(value: number, digits: number, language: Language): string {
	return value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: digits });
}
