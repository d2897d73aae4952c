import { PyValue } from '../python/values.js';

/** The syntax tree of a YAQL expression, after yaql/language/expressions.py. */
export type YaqlNode =
  | { readonly kind: 'constant'; readonly value: PyValue }
  /** A bare word. It is its own text, a key behind a dot, or the name of an argument before `=>`. */
  | { readonly kind: 'keyword'; readonly name: string }
  /** `$`, `$name`. */
  | { readonly kind: 'variable'; readonly name: string }
  /** Every operator is a call: `#operator_+`, `#unary_operator_not`, `#indexer`, `#list`, `#map`. */
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly YaqlNode[];
      readonly written: boolean;
    }
  | { readonly kind: 'wrap'; readonly inner: YaqlNode }
  | { readonly kind: 'mapping'; readonly source: YaqlNode; readonly destination: YaqlNode }
  /** An argument left out between two commas: the parameter's default. */
  | { readonly kind: 'hole' };

export type CallNode = Extract<YaqlNode, { kind: 'call' }>;
export type MappingNode = Extract<YaqlNode, { kind: 'mapping' }>;
