const LONGEST = 255;

/**
 * Makes any text a name that every provider accepts (Heat's rule): it begins with a letter, holds letters, digits, `_`,
 * `.` and `-` only, and has at most 255 characters.
 */
export function validStackName(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{Mark}/gu, '');
  const allowed = plain.replace(/[^a-zA-Z0-9_.-]+/g, '-').replace(/^-+|-+$/g, '');
  return (/^[a-zA-Z]/.test(allowed) ? allowed : `stack-${allowed || 'unnamed'}`).slice(0, LONGEST);
}
