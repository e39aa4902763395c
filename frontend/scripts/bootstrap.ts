/**
 * Finishes the built page. SvelteKit writes its start script into the page; here it moves into a file of its own,
 * so that a strict content security policy (`script-src 'self'`) fits a file that is served as it lies on disk
 * (SvelteKit's hash mode would put the hash into a <meta> of the same file, where no header can know it).
 * The same file asks early for what the watch page needs, so that a phone on 3G does not learn of it in turns.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Adapter, Builder } from '@sveltejs/kit';
import { chunksOf, needs, nodeOf, readManifest } from './manifest.ts';

const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g;
const WATCH_ROUTE = 'src/routes/c/[slug]/+page.svelte';

/**
 * The theme goes onto the page before its first paint, else a dark room flashes white: the one that was chosen, or
 * what the device prefers, now and when that changes. The screens' own choice writes the same two places.
 */
const THEME = `const dark = matchMedia('(prefers-color-scheme: dark)');
function paint() {
	let chosen;
	try {
		chosen = localStorage.getItem('nhipcau_theme');
	} catch {}
	document.documentElement.dataset.theme = chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light';
}
paint();
dark.addEventListener('change', paint);
`;

/** Script that has `files` loaded at once when the address is a watch page's. */
export function earlyRequests(files: string[]): string {
	return `if (/^\\/c\\/[^/]+\\/?$/.test(location.pathname)) for (const file of ${JSON.stringify(files)}) {
	const link = document.createElement('link');
	link.rel = file.endsWith('.css') ? 'preload' : 'modulepreload';
	if (file.endsWith('.css')) Object.assign(link, { as: 'style', crossOrigin: '' });
	link.href = '/' + file;
	document.head.append(link);
}
`;
}

/** Moves the only inline script of `html` into a file of its own, behind `before`; returns both. */
export function extractBootstrap(html: string, before: string): { html: string; script: string; path: string } {
	const found = [...html.matchAll(INLINE_SCRIPT)];
	const only = found[0];
	if (found.length !== 1 || !only) {
		throw new Error(`expected one inline script in the page, found ${found.length}`);
	}
	const script = `${before}${only[1] ?? ''}`;
	const path = `_app/immutable/boot.${createHash('sha256').update(script).digest('hex').slice(0, 12)}.js`;
	return { html: html.replace(only[0], `<script src="/${path}"></script>`), script, path };
}

/** The page with its icon, told by the hashed name that the build gave it; else browsers ask for /favicon.ico. */
export function withIcon(html: string, assets: string[]): string {
	const icon = assets.find((name) => /^favicon\..*\.svg$/.test(name));
	if (!icon) throw new Error('the build has no favicon');
	return html.replace('</head>', `\t<link rel="icon" href="/_app/immutable/assets/${icon}" type="image/svg+xml" />\n\t</head>`);
}

/** The adapter, and then the steps above on the page that it wrote. */
export function withExternalBootstrap(adapter: Adapter, pages = 'build', page = 'index.html'): Adapter {
	return {
		...adapter,
		async adapt(builder: Builder): Promise<void> {
			await adapter.adapt(builder);
			const manifest = readManifest();
			const file = join(pages, page);
			const html = withIcon(readFileSync(file, 'utf8'), readdirSync(join(pages, '_app/immutable/assets')));
			const early = needs(manifest, chunksOf(manifest, [nodeOf(manifest, WATCH_ROUTE)])).filter((each) => !html.includes(each));
			const result = extractBootstrap(html, THEME + earlyRequests(early));
			mkdirSync(dirname(join(pages, result.path)), { recursive: true });
			writeFileSync(join(pages, result.path), result.script);
			writeFileSync(file, result.html);
		}
	};
}
