/**
 * A float that has no fraction. JSON's `2` and `2.0` are the same JavaScript number; Python's are not, and show it
 * where they become text. Whoever reads YAML or JSON for an expression may hand such a number in as this: it
 * behaves as the number, and is written as it by `JSON.stringify`.
 */
export class PythonFloat extends Number {}
