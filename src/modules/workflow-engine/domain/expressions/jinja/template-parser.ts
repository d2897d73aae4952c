import { ExpressionError } from '../expression-error.js';
import { Expression, FilterExpression, MacroSignature, Statement, Target } from './ast.js';
import { ExpressionParser } from './expression-parser.js';
import { tokenizeExpression, tokenizeTemplate } from './lexer.js';
import { TokenStream } from './token-stream.js';

/** Reads the statements of a template. */
class TemplateParser extends ExpressionParser {
  private readonly open: { readonly tag: string; readonly ends: readonly string[] }[] = [];

  template(): Statement[] {
    const statements = this.body([]);
    if (!this.tokens.ended) throw this.tokens.unexpected();
    return statements;
  }

  /** The statements up to one of `ends`, whose tag is left for the caller to read. */
  private body(ends: readonly string[]): Statement[] {
    const statements: Statement[] = [];
    while (!this.tokens.ended) {
      if (this.tokens.is('text')) statements.push({ kind: 'text', text: this.tokens.take().text });
      else if (this.tokens.accept('begin-print')) statements.push(this.output());
      else {
        this.tokens.expect('begin-block');
        if (this.tokens.next !== undefined && ends.includes(this.tokens.next.text)) return statements;
        statements.push(this.tokens.deeper(() => this.statement()));
      }
    }
    if (ends.length > 0) throw this.unclosed();
    return statements;
  }

  private unclosed(): ExpressionError {
    const innermost = this.open.at(-1);
    const wanted = innermost?.ends.map((tag) => `'${tag}'`).join(' or ') ?? '';
    return new ExpressionError(
      `Unexpected end of template. Jinja was looking for the following tags: ${wanted}. ` +
        `The innermost block that needs to be closed is '${innermost?.tag ?? ''}'.`,
    );
  }

  private output(): Statement {
    const expression = this.tuple();
    this.tokens.expect('end-print');
    return { kind: 'output', expression };
  }

  private statement(): Statement {
    const tag = this.tokens.expect('name').text;
    switch (tag) {
      case 'if':
        return this.ifStatement();
      case 'for':
        return this.forStatement();
      case 'set':
        return this.setStatement();
      case 'with':
        return this.withStatement();
      case 'filter':
        return this.filterStatement();
      case 'macro':
        return this.macroStatement();
      case 'call':
        return this.callStatement();
      default:
        throw this.unknownTag(tag);
    }
  }

  private unknownTag(tag: string): ExpressionError {
    const innermost = this.open.at(-1);
    if (innermost === undefined) return new ExpressionError(`Encountered unknown tag '${tag}'.`);
    const wanted = innermost.ends.map((end) => `'${end}'`).join(' or ');
    return new ExpressionError(
      `Encountered unknown tag '${tag}'. Jinja was looking for the following tags: ${wanted}. ` +
        `The innermost block that needs to be closed is '${innermost.tag}'.`,
    );
  }

  /** Reads a body and the tag that ends it. */
  private block(tag: string, ends: readonly string[]): [Statement[], string] {
    this.open.push({ tag, ends });
    const statements = this.body(ends);
    this.open.pop();
    return [statements, this.tokens.take().text];
  }

  private endTag(): void {
    this.tokens.expect('end-block');
  }

  private ifStatement(): Statement {
    const branches: [Expression, Statement[]][] = [];
    for (;;) {
      const condition = this.tuple();
      this.endTag();
      const [body, end] = this.block('if', ['elif', 'else', 'endif']);
      branches.push([condition, body]);
      if (end === 'elif') continue;
      this.endTag();
      const otherwise = end === 'else' ? this.closed('if', 'endif') : [];
      return { kind: 'if', branches, otherwise };
    }
  }

  private closed(tag: string, end: string): Statement[] {
    const [body] = this.block(tag, [end]);
    this.endTag();
    return body;
  }

  private forStatement(): Statement {
    const target = this.target();
    if (target.kind === 'name' && target.name === 'loop') {
      throw new ExpressionError("Can't assign to special loop variable in for-loop target");
    }
    this.tokens.expect('name', 'in');
    const items = this.loopItems();
    const condition = this.tokens.accept('name', 'if') ? this.expression() : undefined;
    const recursive = this.tokens.accept('name', 'recursive');
    this.endTag();
    const [body, end] = this.block('for', ['endfor', 'else']);
    this.endTag();
    const otherwise = end === 'else' ? this.closed('for', 'endfor') : [];
    return { kind: 'for', target, items, condition, recursive, body, otherwise };
  }

  /** Without the `if` of a conditional expression, which is the loop's own. */
  private loopItems(): Expression {
    const first = this.or();
    if (!this.tokens.isOperator(',')) return first;
    const items = [first];
    while (this.tokens.acceptOperator(',') && !this.tokens.is('end-block')) items.push(this.or());
    return { kind: 'tuple', items };
  }

  private macroStatement(): Statement {
    const name = this.assignable();
    const signature = this.signature(name);
    return { kind: 'macro', ...this.macroBody(signature, 'macro', 'endmacro') };
  }

  private callStatement(): Statement {
    const signature = this.tokens.isOperator('(')
      ? this.signature('caller')
      : { name: 'caller', parameters: [], defaults: [] };
    const call = this.expression();
    if (call.kind !== 'call') throw new ExpressionError('expected call');
    return { kind: 'call', call, ...this.macroBody(signature, 'call', 'endcall') };
  }

  private signature(name: string): Omit<MacroSignature, 'uses'> {
    const parameters: string[] = [];
    const defaults: Expression[] = [];
    this.tokens.expect('operator', '(');
    while (!this.tokens.acceptOperator(')')) {
      if (parameters.length > 0) this.tokens.expect('operator', ',');
      parameters.push(this.assignable());
      if (this.tokens.acceptOperator('=')) defaults.push(this.expression());
      else if (parameters.at(-1) === 'caller') {
        throw new ExpressionError(
          'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.',
        );
      } else if (defaults.length > 0)
        throw new ExpressionError('non-default argument follows default argument');
    }
    return { name, parameters, defaults };
  }

  private macroBody(
    signature: Omit<MacroSignature, 'uses'>,
    tag: string,
    end: string,
  ): { signature: MacroSignature; body: Statement[] } {
    this.endTag();
    const start = this.tokens.position;
    const body = this.closed(tag, end);
    return { signature: { ...signature, uses: this.tokens.namesSince(start) }, body };
  }

  private setStatement(): Statement {
    const target = this.target();
    if (this.tokens.acceptOperator('=')) {
      const value = this.tuple();
      this.endTag();
      return { kind: 'set', target, value };
    }
    let filter: FilterExpression | undefined;
    while (this.tokens.acceptOperator('|')) filter = this.filter(filter);
    this.endTag();
    return { kind: 'capture', target, filter, body: this.closed('set', 'endset') };
  }

  private withStatement(): Statement {
    const bindings: [Target, Expression][] = [];
    while (!this.tokens.is('end-block')) {
      if (bindings.length > 0) this.tokens.expect('operator', ',');
      const target = this.target();
      this.tokens.expect('operator', '=');
      bindings.push([target, this.expression()]);
    }
    this.endTag();
    return { kind: 'with', bindings, body: this.closed('with', 'endwith') };
  }

  private filterStatement(): Statement {
    let filter = this.filter(undefined);
    while (this.tokens.acceptOperator('|')) filter = this.filter(filter);
    this.endTag();
    return { kind: 'filter-block', filter, body: this.closed('filter', 'endfilter') };
  }

  private target(): Target {
    const targets = [this.singleTarget()];
    while (this.tokens.acceptOperator(',')) targets.push(this.singleTarget());
    const [only] = targets;
    return targets.length === 1 && only !== undefined ? only : { kind: 'names', targets };
  }

  private singleTarget(): Target {
    if (this.tokens.acceptOperator('(')) {
      const target = this.target();
      this.tokens.expect('operator', ')');
      return target;
    }
    const text = this.assignable();
    if (!this.tokens.acceptOperator('.')) return { kind: 'name', name: text };
    return { kind: 'member', namespace: text, name: this.tokens.expect('name').text };
  }

  private assignable(): string {
    const { text } = this.tokens.expect('name');
    if (!['true', 'false', 'none', 'True', 'False', 'None'].includes(text)) return text;
    throw new ExpressionError(`can't assign to '${text}'`);
  }
}

/** Reads what stands between `{{` and `}}`; throws only `ExpressionError`, in Jinja2's words. */
export function parseExpression(source: string): Expression {
  const tokens = new TokenStream(tokenizeExpression(source));
  const expression = new ExpressionParser(tokens).expression();
  if (!tokens.ended) throw new ExpressionError('chunk after expression');
  return expression;
}

/** Reads a whole template. */
export function parseTemplate(source: string): Statement[] {
  return new TemplateParser(new TokenStream(tokenizeTemplate(source))).template();
}
