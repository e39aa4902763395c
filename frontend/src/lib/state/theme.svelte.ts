/** Light, dark, or what the device prefers. The page's start script applies the stored choice before first paint. */
export type Theme = 'auto' | 'light' | 'dark';

const KEY = 'nhipcau_theme';

function remembered(): Theme {
	try {
		const value = localStorage.getItem(KEY);
		return value === 'light' || value === 'dark' ? value : 'auto';
	} catch {
		return 'auto';
	}
}

class ThemeChoice {
	current = $state<Theme>(remembered());

	choose(next: Theme): void {
		this.current = next;
		const device = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
		document.documentElement.dataset.theme = next === 'auto' ? device : next;
		try {
			localStorage.setItem(KEY, next);
		} catch {
			// A browser that keeps nothing still shows the choice until it is closed.
		}
	}
}

export const theme = new ThemeChoice();
