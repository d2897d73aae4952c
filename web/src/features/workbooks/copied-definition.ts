const KEY = 'solum.copied-workbook';

/** The document under another name; everything else of it, comments too, stays as it is written. */
export function renamed(definition: string, name: string): string {
  return definition
    .replace(/^# built-in sha256:[0-9a-f]{64}:[^\n]*\n/, '')
    .replace(/^name:[^\n]*$/m, `name: ${name}`);
}

export function keepCopy(definition: string): void {
  window.sessionStorage.setItem(KEY, definition);
}

/** What was copied; it is there until something else is. */
export function copiedDefinition(): string | null {
  return window.sessionStorage.getItem(KEY);
}

export function forgetCopy(): void {
  window.sessionStorage.removeItem(KEY);
}
