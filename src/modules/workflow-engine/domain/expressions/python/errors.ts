/** An error as Python would raise it while an expression is evaluated; `message` is Python's `str(error)`. */
export class PythonError extends Error {
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
    this.name = type;
  }
}

export const typeError = (message: string): PythonError => new PythonError('TypeError', message);
export const valueError = (message: string): PythonError => new PythonError('ValueError', message);
export const indexError = (message: string): PythonError => new PythonError('IndexError', message);
export const zeroDivision = (message: string): PythonError => new PythonError('ZeroDivisionError', message);
export const stopIteration = (message = ''): PythonError => new PythonError('StopIteration', message);

/** An expression that costs more than its limits allow; never caught by anything inside an expression. */
export class BudgetExceeded extends PythonError {
  constructor(message: string) {
    super('BudgetExceeded', message);
  }
}
