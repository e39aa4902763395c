import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { withExternalBootstrap } from './scripts/bootstrap.ts';

/** What every screen needs: the framework, and the few parts of ours that the public screens stand on. */
const BASE = new RegExp(
	[
		'node_modules/(svelte/(?!.*/(select|svelte-element|custom-element|legacy-client|file)\\.js)|esm-env|clsx)/',
		'vite/preload-helper',
		'src/lib/(api/http|i18n/(public|language|time|vi/public)|state/(loader|ticker|network)|socket/clock|public/(PublicHeader|Lost))',
		'src/lib/ui/(Button|Cover|Empty|Failure|Glyph|Logo|Rings|Skeleton|StateMark|StatePill)'
	].join('|')
);

export default defineConfig({
	plugins: [
		sveltekit({
			adapter: withExternalBootstrap(adapter({ pages: 'build', fallback: 'index.html' })),
			compilerOptions: { runes: true }
		})
	],
	build: {
		target: 'es2022',
		// No data: addresses: the content security policy stays plain, and small files cache alone.
		assetsInlineLimit: 0,
		manifest: true,
		// Few files instead of many: a phone on 3G pays for every request, and `manage.py live` speaks plain
		// HTTP/1.1. SvelteKit's own modules are left where it puts them: they must not run before its start call.
		rolldownOptions: {
			output: {
				codeSplitting: {
					groups: [
						{ name: 'base', priority: 2, test: BASE },
						{ name: 'watch', priority: 1, test: /src\/lib\/(watch|socket)\// }
					]
				}
			}
		}
	},
	test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], environment: 'node' }
});
