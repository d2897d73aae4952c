/** As environment variables are named. */
export const SECRET_NAME = /^[A-Z_][A-Z0-9_]{0,63}$/;

/** Of the largest values, these are two thirds of what Linux gives a command for its arguments and its environment (2 MiB). */
export const MOST_SECRETS_OF_A_JOB = 20;

/** What a command's environment has already, or what decides which programs it runs. */
const RESERVED = new Set([
  ...[
    'PATH',
    'HOME',
    'PWD',
    'OLDPWD',
    'SHELL',
    'USER',
    'LOGNAME',
    'TMPDIR',
    'LANG',
    'IFS',
    'ENV',
    'BASH_ENV',
  ],
  ...['CI', 'PORT', 'APP_URL', '_'],
]);
const RESERVED_BEGINNINGS = ['SOLUM_', 'LD_', 'DYLD_', 'LC_', 'BASH_FUNC_'];

/** What is wrong with a secret's name; undefined where nothing is. */
export function secretNameFault(name: string): string | undefined {
  if (!SECRET_NAME.test(name))
    return 'must be 1 to 64 characters of A-Z, 0-9 and _, and not begin with a digit';
  const isReserved =
    RESERVED.has(name) || RESERVED_BEGINNINGS.some((beginning) => name.startsWith(beginning));
  return isReserved ? `${name} is reserved: commands get another value under this name` : undefined;
}
