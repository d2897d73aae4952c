/** An expression that cannot be read or cannot be evaluated, in Mistral's words. */
export class ExpressionError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ExpressionError';
  }
}
