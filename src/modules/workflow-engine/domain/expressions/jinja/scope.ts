import { PyValue } from '../python/values.js';

/** The names a block of a template sees; assignments stay within it. */
export class JinjaScope {
  private readonly names = new Map<string, PyValue>();

  constructor(private readonly parent?: JinjaScope) {}

  child(): JinjaScope {
    return new JinjaScope(this);
  }

  get(name: string): PyValue | undefined {
    return this.names.has(name) ? this.names.get(name) : this.parent?.get(name);
  }

  set(name: string, value: PyValue): void {
    this.names.set(name, value);
  }
}
