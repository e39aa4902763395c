// One page for every address: Django serves it, the browser draws it.
export const ssr = false;
export const prerender = false;
export const trailingSlash = 'ignore';
