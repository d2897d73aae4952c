/** A workflow that cannot go on as it is written, in Mistral's words: unknown action, wrong input, … */
export class WorkflowError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WorkflowError';
  }
}

/** There is no workflow of that name. */
export class WorkflowNotFound extends WorkflowError {}
