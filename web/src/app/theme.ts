export type Theme = 'system' | 'light' | 'dark';

/** Only the choice of colours is kept in the browser; nothing of the session ever is. */
const KEY = 'solum-theme';
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');

export function chosenTheme(): Theme {
  const kept = window.localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') window.localStorage.removeItem(KEY);
  else window.localStorage.setItem(KEY, theme);
  applyTheme();
}

/** Before the first paint, and again whenever the system's preference changes. */
export function applyTheme(): void {
  const theme = chosenTheme();
  const shown = theme === 'system' ? (prefersDark.matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset.theme = shown;
}

prefersDark.addEventListener('change', applyTheme);
