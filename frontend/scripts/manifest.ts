/** What the last build wrote, and what each part of it needs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Chunk {
	file: string;
	src?: string;
	imports?: string[];
	css?: string[];
}

export type Manifest = Record<string, Chunk>;

const NODES = '.svelte-kit/generated/build/client-optimized/nodes';

export function readManifest(): Manifest {
	return JSON.parse(readFileSync('.svelte-kit/output/client/.vite/manifest.json', 'utf8')) as Manifest;
}

/** The key of the entry whose source ends with `ending`. */
export function entryOf(manifest: Manifest, ending: string): string {
	const key = Object.keys(manifest).find((name) => name.endsWith(ending));
	if (!key) throw new Error(`the build has no ${ending}`);
	return key;
}

/** The generated node that draws `route`, told by what it imports. */
export function nodeOf(manifest: Manifest, route: string): string {
	const file = readdirSync(NODES).find((name) => readFileSync(join(NODES, name), 'utf8').includes(route));
	if (!file) throw new Error(`no node draws ${route}`);
	return entryOf(manifest, `client-optimized/nodes/${file}`);
}

/** The chunks and all that they import at once; what they import later is not needed for the first picture. */
export function chunksOf(manifest: Manifest, starts: string[]): string[] {
	const found = new Set<string>();
	const visit = (key: string): void => {
		if (found.has(key)) return;
		found.add(key);
		for (const next of manifest[key]?.imports ?? []) visit(next);
	};
	starts.forEach(visit);
	return [...found];
}

/** The scripts and style sheets of these chunks. */
export function needs(manifest: Manifest, chunks: string[]): string[] {
	return [...new Set(chunks.flatMap((key) => [manifest[key]?.file ?? key, ...(manifest[key]?.css ?? [])]))];
}
