type Listener = () => void;

const listeners = new Set<Listener>();

/** Calls back when the service has said that nobody is signed in any more. */
export function onSessionExpiry(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function sessionExpired(): void {
  for (const listener of listeners) listener();
}
