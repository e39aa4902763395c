/** Who works at this screen. */
import { onExpired, tellBack } from '#lib/api/expiry.ts';
import { ApiError } from '#lib/api/http.ts';
import * as api from '#lib/api/studio.ts';
import type { Role, Session } from '#lib/api/types.ts';
import { learnClock } from '#lib/socket/clock.ts';
import { asApiError } from './loader.svelte.ts';

/** One browser has one session: its tabs tell one another who is logged in now (an id, or null). */
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('nhipcau_session');

class SessionState {
	value = $state.raw<Session | null>(null);
	error = $state.raw<ApiError | null>(null);
	/** The server knows the person no more; the screen stays as it is until they are back, or leave. */
	expired = $state(false);

	constructor() {
		onExpired(() => this.lost());
		if (tabs) tabs.onmessage = (event) => void this.#heard(event.data);
	}

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
		this.#back();
		tabs?.postMessage(this.user?.id ?? null);
	}

	/** The same person again, over the screen as it stands. */
	async renew(password: string): Promise<void> {
		const fresh = await api.login(this.user?.username ?? '', password);
		tabs?.postMessage(fresh.user?.id ?? null);
		// For anybody else, nothing that stands on this screen would be right.
		if (fresh.user?.id !== this.user?.id) return location.reload();
		this.#take(fresh);
		this.#back();
	}

	async logout(): Promise<void> {
		await api.logout();
		tabs?.postMessage(null);
		this.forget();
	}

	/** Called where an answer says that nobody is logged in any more. */
	lost(): void {
		if (this.user) this.expired = true;
	}

	/** Leads to the login page: the screen of whoever was here goes. */
	forget(): void {
		this.expired = false;
		this.value = this.value && { ...this.value, user: null, memberships: [] };
	}

	#back(): void {
		this.expired = false;
		tellBack();
	}

	/** Another tab's news. */
	async #heard(id: unknown): Promise<void> {
		if (!this.user) return;
		if (id !== this.user.id) return this.lost();
		const fresh = await api.session().catch(() => null);
		if (!fresh || fresh.user?.id !== this.user?.id) return;
		this.#take(fresh);
		this.#back();
	}

	#take(session: Session): void {
		learnClock(session.server_now);
		this.value = session;
		this.error = null;
	}
}

export const session = new SessionState();
