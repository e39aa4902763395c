/**
 * Makes the built page free of inline script, so that a strict content security policy
 * (`script-src 'self'`) fits a file that is served as it lies on disk. SvelteKit's own hash mode
 * would put the hash of its start script into a <meta> of the same file, where a header cannot
 * know it; one external file needs neither hash nor nonce.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Adapter, Builder } from '@sveltejs/kit';

const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g;

/** The stored theme goes onto the page before its first paint, else a dark room flashes white. */
const THEME = `try {
	const theme = localStorage.getItem('nhipcau_theme');
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {}
`;

/** Moves the only inline script of `html` into a file of its own; returns both. */
export function extractBootstrap(html: string): { html: string; script: string; path: string } {
	const found = [...html.matchAll(INLINE_SCRIPT)];
	const only = found[0];
	if (found.length !== 1 || !only) {
		throw new Error(`expected one inline script in the page, found ${found.length}`);
	}
	const script = `${THEME}${only[1] ?? ''}`;
	const path = `_app/immutable/boot.${createHash('sha256').update(script).digest('hex').slice(0, 12)}.js`;
	return { html: html.replace(only[0], `<script src="/${path}"></script>`), script, path };
}

/** The adapter, and then the step above on the page that it wrote. */
export function withExternalBootstrap(adapter: Adapter, pages = 'build', page = 'index.html'): Adapter {
	return {
		...adapter,
		async adapt(builder: Builder): Promise<void> {
			await adapter.adapt(builder);
			const file = join(pages, page);
			const result = extractBootstrap(readFileSync(file, 'utf8'));
			mkdirSync(dirname(join(pages, result.path)), { recursive: true });
			writeFileSync(join(pages, result.path), result.script);
			writeFileSync(file, result.html);
		}
	};
}
