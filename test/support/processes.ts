import { readdir, readFile } from 'node:fs/promises';

/** Ids of the living processes that have this (`NAME=value`) in their environment. */
export async function processesWith(variable: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
    if (environment.split('\0').includes(variable) && !/\) [ZX]/.test(status)) found.push(pid);
  }
  return found;
}
