/** One thing that a person does: running, done, or failed with what the server said. Never two at once. */
import type { ApiError } from '#lib/api/http.ts';
import { asApiError } from './loader.svelte.ts';

export class Action {
	running = $state(false);
	error = $state.raw<ApiError | null>(null);

	/** Runs `work` unless it is running already; true when it was done. */
	async run(work: () => Promise<void>): Promise<boolean> {
		if (this.running) return false;
		this.running = true;
		this.error = null;
		try {
			await work();
			return true;
		} catch (error) {
			this.error = asApiError(error);
			return false;
		} finally {
			this.running = false;
		}
	}

	field(name: string): string | undefined {
		return this.error?.fields[name];
	}
}
