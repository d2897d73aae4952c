import { DomainError } from '../../src/shared/domain/domain-error.js';

/**
 * Makes a method of a real adapter fail as if what is behind it were away, from now until the returned function is called.
 * `after` lets the real call happen first, as when only the answer gets lost.
 */
export function breakdown<T extends object, K extends keyof T & string>(
  adapter: T,
  method: K,
  when: 'before' | 'after' = 'before',
): () => void {
  const real = adapter[method] as (...args: unknown[]) => Promise<unknown>;
  const broken = async (...args: unknown[]): Promise<never> => {
    if (when === 'after') await real.apply(adapter, args);
    throw new DomainError('unavailable', 'test.unavailable', `${method} got no answer`);
  };
  Object.defineProperty(adapter, method, { value: broken, configurable: true, writable: true });
  return () => Reflect.deleteProperty(adapter, method);
}

/** Has a method of a real adapter do something else, which gets the real one, until the returned function is called. */
export function instead<T extends object, K extends keyof T & string>(
  adapter: T,
  method: K,
  replacement: (real: T[K]) => T[K],
): () => void {
  const real = (adapter[method] as (...args: unknown[]) => unknown).bind(adapter) as T[K];
  Object.defineProperty(adapter, method, { value: replacement(real), configurable: true, writable: true });
  return () => Reflect.deleteProperty(adapter, method);
}
