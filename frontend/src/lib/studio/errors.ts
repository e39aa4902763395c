/** What to say when a request failed: the server's own words where it has some. */
import type { ApiError } from '#lib/api/http.ts';
import { t } from '#lib/i18n/studio.ts';
import { session } from '#lib/state/session.svelte.ts';

export function errorText(error: ApiError): string {
	const words = t().errors;
	if (error.offline) return words.offline;
	if (error.status === 401) return session.expired ? words.login : words.again;
	if (error.code === 'stale_version') return words.stale;
	if (error.message) return error.message;
	return error.status === 403 ? words.forbidden : words.server;
}
