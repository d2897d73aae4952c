/** What is known of where the command writes to. */
export interface Terminal {
  readonly isTty: boolean;
  readonly columns: number;
  readonly rows: number;
  readonly colors: boolean;
  readonly unicode: boolean;
}

export function terminalOf(
  stream: NodeJS.WriteStream = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): Terminal {
  const isTty = stream.isTTY === true && env.TERM !== 'dumb';
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return {
    isTty,
    columns: stream.columns || 80,
    rows: stream.rows || 24,
    colors: isTty && !env.NO_COLOR,
    unicode: isTty && (/utf-?8/i.test(locale) || locale === ''),
  };
}

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34 } as const;
export type Style = keyof typeof CODES;

export function styled(terminal: Terminal, style: Style | undefined, text: string): string {
  return terminal.colors && style ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;
}

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Text of others, which must not steer the terminal. */
export function plain(text: string): string {
  return text.replace(CONTROL, '');
}

// eslint-disable-next-line no-control-regex
const SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/g;
// eslint-disable-next-line no-control-regex
const COLOR = /^\u001b\[[0-9;:]*m$/;

/** A log for a terminal: of its control sequences only the colours stay, where colours are wanted. */
export function harmless(log: string, terminal: Terminal): string {
  return log.replace(SEQUENCE, (sequence) => (terminal.colors && COLOR.test(sequence) ? sequence : ''));
}

export function seconds(duration: number): string {
  const whole = Math.floor(duration);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) return `${hours}h${String(minutes).padStart(2, '0')}m`;
  if (whole >= 60) return `${minutes}m${String(whole % 60).padStart(2, '0')}s`;
  return duration < 9.95 && !Number.isInteger(duration) ? `${duration.toFixed(1)}s` : `${whole}s`;
}
