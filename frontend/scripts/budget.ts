/**
 * What a phone has to load before the watch page can show its picture: every script of that route, without the
 * player's library, which comes after the poster. Reads the last build; fails over the budget.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chunksOf, entryOf, needs, nodeOf, readManifest } from './manifest.ts';

const BUDGET_KB = 60;
const manifest = readManifest();
const chunks = chunksOf(manifest, [
	entryOf(manifest, 'client/entry.js'), entryOf(manifest, 'client/client-entry.js'),
	entryOf(manifest, 'client-optimized/app.js'), entryOf(manifest, 'client-optimized/nodes/0.js'),
	nodeOf(manifest, 'src/routes/c/[slug]/+page.svelte')
]);
const boot = readdirSync('build/_app/immutable').filter((name) => name.startsWith('boot.'));
const files = [...needs(manifest, chunks), ...boot.map((name) => `_app/immutable/${name}`)];
const sizes = files
	.filter((file) => file.endsWith('.js'))
	.map((file) => ({ file, size: gzipSync(readFileSync(join('build', file)), { level: 9 }).length }))
	.sort((a, b) => b.size - a.size);

for (const { file, size } of sizes) console.log(`${(size / 1000).toFixed(2).padStart(8)} kB  ${file}`);
const total = sizes.reduce((sum, { size }) => sum + size, 0) / 1000;
const player = Object.values(manifest).find((chunk) => chunk.src?.includes('hls.js'));
if (player && files.includes(player.file)) throw new Error("the player's library is loaded before the poster");
console.log(`${total.toFixed(2)} kB gz in ${sizes.length} files before the player's library; the budget is ${BUDGET_KB} kB`);
if (total > BUDGET_KB) {
	console.error('over the budget');
	process.exit(1);
}
