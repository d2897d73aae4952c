/** Keys from the document's root down, e.g. `workflows`, `main`, `tasks`, `build`, `retry`. */
export type DocumentPath = readonly string[];

interface DslErrorOptions extends ErrorOptions {
  readonly path?: DocumentPath;
}

/** A document that is not Mistral DSL v2, in Mistral's kind of words. */
export class DslError extends Error {
  /** What is wrong stands there; undefined where that is not known. */
  readonly path: DocumentPath | undefined;

  constructor(message: string, options: DslErrorOptions = {}) {
    super(message, options);
    this.name = 'DslError';
    this.path = options.path;
  }
}
