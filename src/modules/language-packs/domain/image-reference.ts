const LONGEST = 255;
const HOST = /^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]{1,5})?$/;
const COMPONENT = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Whether a text names an OCI image: `host:port/path:tag@digest`, of which only a path is needed. */
export function isImageReference(text: string): boolean {
  if (text.length > LONGEST) return false;
  const [named = '', digest, ...more] = text.split('@');
  if (more.length > 0 || (digest !== undefined && !DIGEST.test(digest))) return false;
  const { path, tag } = withoutTag(named);
  if (tag !== undefined && !TAG.test(tag)) return false;
  const [first = '', ...rest] = path.split('/');
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return (hasHost ? HOST.test(first) : COMPONENT.test(first)) && rest.every((part) => COMPONENT.test(part));
}

/** A colon before the last slash is that of a port. */
function withoutTag(named: string): { path: string; tag: string | undefined } {
  const colon = named.lastIndexOf(':');
  if (colon <= named.lastIndexOf('/')) return { path: named, tag: undefined };
  return { path: named.slice(0, colon), tag: named.slice(colon + 1) };
}
