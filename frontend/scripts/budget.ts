/**
 * What a phone has to load before the watch page can show its picture: every script of that route, without the
 * player's library, which comes after the poster. Reads the last build; fails over the budget.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 60;
const ROUTE = 'src/routes/c/[slug]/+page.svelte';
const client = '.svelte-kit/output/client';
const nodes = '.svelte-kit/generated/build/client-optimized';
interface Chunk {
	file: string;
	src?: string;
	imports?: string[];
}

const manifest: Record<string, Chunk> = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8'));

function entryOf(ending: string): string {
	const key = Object.keys(manifest).find((name) => name.endsWith(ending));
	if (!key) throw new Error(`the build has no ${ending}`);
	return key;
}

/** The generated node that draws `route`, told by what it imports. */
function nodeOf(route: string): string {
	const file = readdirSync(join(nodes, 'nodes')).find((name) => readFileSync(join(nodes, 'nodes', name), 'utf8').includes(route));
	if (!file) throw new Error(`no node draws ${route}`);
	return entryOf(`client-optimized/nodes/${file}`);
}

/** The chunk and all that it imports at once; what it imports later is not needed for the first picture. */
function withImports(key: string, found: Set<string> = new Set()): Set<string> {
	if (found.has(key)) return found;
	found.add(key);
	for (const next of manifest[key]?.imports ?? []) withImports(next, found);
	return found;
}

const starts = [
	entryOf('client/entry.js'), entryOf('client/client-entry.js'), entryOf('client-optimized/app.js'),
	entryOf('client-optimized/nodes/0.js'), nodeOf(ROUTE)
];
const boot = readdirSync('build/_app/immutable').find((name) => name.startsWith('boot.')) ?? '';
const scripts = new Set(starts.flatMap((key) => [...withImports(key)]).map((key) => manifest[key]?.file ?? key));
scripts.add(`_app/immutable/${boot}`);
const sizes = [...scripts]
	.filter((file) => file.endsWith('.js'))
	.map((file) => ({ file, size: gzipSync(readFileSync(join('build', file)), { level: 9 }).length }))
	.sort((a, b) => b.size - a.size);

for (const { file, size } of sizes) console.log(`${(size / 1000).toFixed(2).padStart(8)} kB  ${file}`);
const total = sizes.reduce((sum, { size }) => sum + size, 0) / 1000;
const player = Object.values(manifest).find((chunk) => chunk.src?.includes('hls.js'));
if (player && scripts.has(player.file)) throw new Error("the player's library is loaded before the poster");
console.log(`${total.toFixed(2)} kB gz in ${sizes.length} files before the player's library; the budget is ${BUDGET_KB} kB`);
if (total > BUDGET_KB) {
	console.error('over the budget');
	process.exit(1);
}
