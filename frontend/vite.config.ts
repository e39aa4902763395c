import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { withExternalBootstrap } from './scripts/bootstrap.ts';

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
		manifest: true
	},
	test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], environment: 'node' }
});
