import { expect, test } from 'vitest';
import { earlyRequests, extractBootstrap, withIcon } from './bootstrap.ts';
import { chunksOf, needs } from './manifest.ts';

const PAGE = '<head>\n\t</head><body><script>start();</script></body>';

test('the page is left without inline script, and the file has it', () => {
	const { html, script, path } = extractBootstrap(PAGE, 'before();');
	expect(html).toContain(`<script src="/${path}"></script>`);
	expect(html).not.toContain('<script>');
	expect(script).toBe('before();start();');
});

test('the file is named after what is in it', () => {
	expect(extractBootstrap(PAGE, 'a').path).not.toBe(extractBootstrap(PAGE, 'b').path);
});

test('a page with two inline scripts is refused rather than half done', () => {
	expect(() => extractBootstrap(`${PAGE}<script>x</script>`, '')).toThrow('found 2');
});

test('the icon gets its hashed name, and a build without one is refused', () => {
	expect(withIcon(PAGE, ['base.1.css', 'favicon.Ds9.svg'])).toContain('href="/_app/immutable/assets/favicon.Ds9.svg"');
	expect(() => withIcon(PAGE, [])).toThrow('favicon');
});

test('early requests are for watch pages only', () => {
	expect(earlyRequests(['_app/a.js'])).toContain('["_app/a.js"]');
	const guard = new RegExp(/\/(\^.*?\$)\/\.test/.exec(earlyRequests([]))?.[1] ?? 'x');
	expect(['/c/le-thuong-co', '/c/le-thuong-co/', '/c/', '/studio/c/le'].map((path) => guard.test(path))).toEqual([
		true, true, false, false
	]);
});

test('a chunk’s needs are followed to the end, once each', () => {
	const manifest = {
		a: { file: 'a.js', imports: ['b'], css: ['a.css'] }, b: { file: 'b.js', imports: ['a', 'c'] }, c: { file: 'c.js' },
		later: { file: 'later.js' }
	};
	expect(needs(manifest, chunksOf(manifest, ['a'])).sort()).toEqual(['a.css', 'a.js', 'b.js', 'c.js']);
});
