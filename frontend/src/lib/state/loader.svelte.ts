/** One thing that a screen asks the server for: loading, there, or failed with a way to try again. */
import { life, whenBack } from '#lib/api/expiry.ts';
import { ApiError } from '#lib/api/http.ts';

export class Loader<T> {
	value = $state.raw<T | null>(null);
	error = $state.raw<ApiError | null>(null);
	loading = $state(false);
	#ask: () => Promise<T>;
	#turn = 0;

	constructor(ask: () => Promise<T>) {
		this.#ask = ask;
	}

	/** Asks again; an answer that a later question overtook is dropped. What is shown stays until then. */
	load = async (): Promise<void> => {
		const turn = ++this.#turn;
		this.loading = true;
		try {
			const value = await this.#ask();
			if (turn !== this.#turn) return;
			this.value = value;
			this.error = null;
		} catch (error) {
			if (turn !== this.#turn) return;
			this.error = asApiError(error);
			if (this.error.status === 401) whenBack(life(), this.load);
		} finally {
			if (turn === this.#turn) this.loading = false;
		}
	};
}

export function asApiError(error: unknown): ApiError {
	if (error instanceof ApiError) return error;
	console.error(error);
	return new ApiError(500, { code: 'client_error' });
}
