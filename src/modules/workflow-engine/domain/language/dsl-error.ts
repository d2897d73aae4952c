/** A document that is not Mistral DSL v2, in Mistral's kind of words. */
export class DslError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DslError';
  }
}
