import { readdirSync, readFileSync } from 'node:fs';

/**
 * What Linux says of a process, or undefined where it is no more. A zombie is no more: it holds no port and no file,
 * and some machines' first process is slow to bury it.
 *
 * @param {number} pid
 * @returns {{ group: number, startTime: number } | undefined} startTime is in clock ticks since boot
 */
export function processInfo(pid) {
  let stat;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The second field is the name in brackets, and may itself hold brackets and spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  if (state === 'Z' || state === 'X') return undefined;
  return { group: Number(fields[2]), startTime: Number(fields[19]) };
}

/**
 * The living processes of a group that began at `since` or later: a group's number can be given again, its time not.
 *
 * @param {number} group
 * @param {number} since
 * @returns {number[]}
 */
export function groupMembers(group, since) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const info = processInfo(pid);
      return info?.group === group && info.startTime >= since;
    });
}
