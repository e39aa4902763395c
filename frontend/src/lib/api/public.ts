/** What the public screens ask for. */
import { get } from './http.ts';
import type { PublicCeremony } from './types.ts';

export async function publicCeremonies(): Promise<PublicCeremony[]> {
	return (await get<{ results: PublicCeremony[] }>('/ceremonies/?scope=public')).results;
}

export const publicCeremony = (slug: string): Promise<PublicCeremony> =>
	get<PublicCeremony>(`/ceremonies/${encodeURIComponent(slug)}/?view=public`);
