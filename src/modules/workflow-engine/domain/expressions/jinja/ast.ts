import { PyValue } from '../python/values.js';

export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly named: readonly (readonly [string, Expression])[];
  /** `*items` and `**dict`. */
  readonly spread: Expression | undefined;
  readonly namedSpread: Expression | undefined;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '~';
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

/** A Jinja2 expression, after jinja2/nodes.py. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: PyValue }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list' | 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly kind: 'item'; readonly object: Expression; readonly key: Expression }
  | {
      readonly kind: 'slice';
      readonly object: Expression;
      readonly bounds: readonly (Expression | undefined)[];
    }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: CallArguments }
  | {
      readonly kind: 'filter';
      readonly name: string;
      /** Absent in a filter block, whose text takes its place. */
      readonly target: Expression | undefined;
      readonly args: CallArguments;
    }
  | {
      readonly kind: 'test';
      readonly name: string;
      readonly target: Expression;
      readonly args: CallArguments;
      readonly negated: boolean;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'unary'; readonly operator: '+' | '-' | 'not'; readonly operand: Expression }
  | {
      readonly kind: 'compare';
      readonly first: Expression;
      readonly rest: readonly (readonly [Comparison, Expression])[];
    }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression | undefined;
    };

export type CallExpression = Extract<Expression, { kind: 'call' }>;
export type FilterExpression = Extract<Expression, { kind: 'filter' }>;

/** Where a `for` or a `set` puts a value: one name, several, or a member of a namespace. */
export type Target =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'names'; readonly targets: readonly Target[] }
  | { readonly kind: 'member'; readonly namespace: string; readonly name: string };

/** What a `macro`, or the body of a `call`, takes, and which of the names that it need not declare it uses. */
export interface MacroSignature {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Of the last parameters. */
  readonly defaults: readonly Expression[];
  readonly uses: ReadonlySet<string>;
}

export type Statement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly expression: Expression }
  | {
      readonly kind: 'if';
      readonly branches: readonly (readonly [Expression, readonly Statement[]])[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly kind: 'for';
      readonly target: Target;
      readonly items: Expression;
      readonly condition: Expression | undefined;
      readonly recursive: boolean;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: 'set'; readonly target: Target; readonly value: Expression }
  | {
      readonly kind: 'capture';
      readonly target: Target;
      readonly filter: FilterExpression | undefined;
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'with';
      readonly bindings: readonly (readonly [Target, Expression])[];
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'macro'; readonly signature: MacroSignature; readonly body: readonly Statement[] }
  | {
      readonly kind: 'call';
      readonly call: CallExpression;
      readonly signature: MacroSignature;
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'filter-block'; readonly filter: FilterExpression; readonly body: readonly Statement[] };
