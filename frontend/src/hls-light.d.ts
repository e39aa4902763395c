/** The light build ships without its types; they are the full build's. */
declare module 'hls.js/light' {
	export * from 'hls.js';
	export { default } from 'hls.js';
}
