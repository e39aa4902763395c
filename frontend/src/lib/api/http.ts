/** The one way to the server: JSON or multipart, CSRF, language, and every failure as one kind of error. */
import { language } from '#lib/i18n/language.svelte.ts';
import { life, tellExpired } from './expiry.ts';

/** The server's error envelope, or code `offline` / `server_error` where no envelope came. */
export class ApiError extends Error {
	readonly status: number;
	readonly code: string;
	readonly fields: Record<string, string>;
	/** Extra keys of some codes: `legal`, `version`, `retry_after`. */
	readonly extra: Record<string, unknown>;

	constructor(status: number, body: Record<string, unknown>) {
		super(typeof body.message === 'string' ? body.message : '');
		this.status = status;
		this.code = typeof body.code === 'string' ? body.code : 'server_error';
		this.fields = readFields(body.fields);
		this.extra = body;
	}

	get offline(): boolean {
		return this.code === 'offline';
	}
}

function readFields(value: unknown): Record<string, string> {
	if (typeof value !== 'object' || value === null) return {};
	return Object.fromEntries(
		Object.entries(value).map(([key, text]) => [key, Array.isArray(text) ? text.join(' ') : String(text)])
	);
}

export function readCookie(name: string): string | null {
	const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
	return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

function headersFor(method: Method, body: unknown): Headers {
	const headers = new Headers({ Accept: 'application/json', 'Accept-Language': language.current });
	if (body !== undefined && !(body instanceof FormData)) headers.set('Content-Type', 'application/json');
	const csrf = method === 'GET' ? null : readCookie('csrftoken');
	if (csrf) headers.set('X-CSRFToken', csrf);
	return headers;
}

async function readBody(response: Response): Promise<unknown> {
	const text = await response.text();
	try {
		return text ? JSON.parse(text) : null;
	} catch {
		return null;
	}
}

/** Asks `/api/v1` + `path`; throws `ApiError` for everything but success. */
export async function request<T>(method: Method, path: string, body?: unknown, keepalive = false): Promise<T> {
	const init: RequestInit = { method, headers: headersFor(method, body), credentials: 'same-origin', keepalive };
	if (body instanceof FormData) init.body = body;
	else if (body !== undefined) init.body = JSON.stringify(body);
	const within = life();
	let response: Response;
	try {
		response = await fetch(`/api/v1${path}`, init);
	} catch {
		throw new ApiError(0, { code: 'offline' });
	}
	const answer = await readBody(response);
	if (response.ok) return answer as T;
	if (response.status === 401) {
		// Refused for the login alone, and there is one by now: nothing was done yet, so it is asked again.
		if (within !== life()) return request(method, path, body, keepalive);
		tellExpired(within);
	}
	throw new ApiError(response.status, (answer ?? {}) as Record<string, unknown>);
}

export const get = <T>(path: string): Promise<T> => request<T>('GET', path);
export const post = <T>(path: string, body: unknown = {}): Promise<T> => request<T>('POST', path, body);
/** A post that the browser still carries out when its page is gone. */
export const postLeaving = <T>(path: string, body: unknown): Promise<T> => request<T>('POST', path, body, true);
export const put = <T>(path: string, body: unknown): Promise<T> => request<T>('PUT', path, body);
export const patch = <T>(path: string, body: unknown): Promise<T> => request<T>('PATCH', path, body);
export const remove = <T = null>(path: string): Promise<T> => request<T>('DELETE', path);

/** A multipart post that tells how far it is (0…1): fetch cannot, so this one is an XMLHttpRequest. */
export function upload<T>(path: string, form: FormData, onProgress: (part: number) => void): Promise<T> {
	return new Promise((resolve, reject) => {
		const xhr = new XMLHttpRequest();
		const within = life();
		xhr.open('POST', `/api/v1${path}`);
		headersFor('POST', form).forEach((value, name) => xhr.setRequestHeader(name, value));
		xhr.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
		xhr.onerror = () => reject(new ApiError(0, { code: 'offline' }));
		xhr.onload = () => {
			const answer = parse(xhr.responseText);
			if (xhr.status === 401) tellExpired(within);
			if (xhr.status >= 200 && xhr.status < 300) resolve(answer as T);
			else reject(new ApiError(xhr.status, answer));
		};
		xhr.send(form);
	});
}

function parse(text: string): Record<string, unknown> {
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		return {};
	}
}
