/** Who works at this screen. */
import * as api from '#lib/api/studio.ts';
import type { Role, Session } from '#lib/api/types.ts';
import { learnClock } from '#lib/socket/clock.ts';
import { ApiError } from '#lib/api/http.ts';
import { asApiError } from './loader.svelte.ts';

class SessionState {
	value = $state.raw<Session | null>(null);
	error = $state.raw<ApiError | null>(null);

	get user(): Session['user'] {
		return this.value?.user ?? null;
	}

	/** Whether the person has this role in some unit; what they may do to one ceremony, the server says. */
	has(role: Role): boolean {
		const session = this.value;
		return !!session?.user?.is_superuser || !!session?.memberships.some((each) => each.role === role);
	}

	async load(): Promise<void> {
		try {
			this.#take(await api.session());
		} catch (error) {
			this.error = asApiError(error);
		}
	}

	async login(username: string, password: string): Promise<void> {
		this.#take(await api.login(username, password));
	}

	async logout(): Promise<void> {
		await api.logout();
		this.value = this.value && { ...this.value, user: null, memberships: [] };
	}

	/** Called where an answer says that nobody is logged in any more. */
	lost(): void {
		if (this.value?.user) this.value = { ...this.value, user: null, memberships: [] };
	}

	#take(session: Session): void {
		learnClock(session.server_now);
		this.value = session;
		this.error = null;
	}
}

export const session = new SessionState();
