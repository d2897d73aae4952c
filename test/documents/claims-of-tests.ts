import { readFileSync } from 'node:fs';
import {
  type CallExpression,
  createSourceFile,
  type Expression,
  forEachChild,
  isCallExpression,
  isStringLiteralLike,
  isTaggedTemplateExpression,
  isTemplateExpression,
  type Node,
  ScriptTarget,
} from 'typescript';

const CLAIM = /^(describe|it|test)\b/;
const OFF = /\.(skip|todo)\b/;

/** What the tests of a file claim: the titles of its tests and suites that run, with `%s` and `${…}` as they are written. */
export function claimsOf(path: string): string[] {
  const source = createSourceFile(path, readFileSync(path, 'utf8'), ScriptTarget.Latest, true);
  const claims: string[] = [];
  const visit = (node: Node): void => {
    if (isCallExpression(node) && CLAIM.test(node.expression.getText())) {
      if (OFF.test(calleeOf(node).getText())) return;
      const title = titleOf(node.arguments[0]);
      if (title !== undefined) claims.push(title);
    }
    forEachChild(node, visit);
  };
  visit(source);
  return claims;
}

/** `it.each` of `it.each([…])('…')`. */
function calleeOf({ expression }: CallExpression): Expression {
  if (isCallExpression(expression)) return calleeOf(expression);
  return isTaggedTemplateExpression(expression) ? expression.tag : expression;
}

function titleOf(argument: Expression | undefined): string | undefined {
  if (!argument) return undefined;
  if (isStringLiteralLike(argument)) return argument.text;
  return isTemplateExpression(argument) ? argument.getText().slice(1, -1) : undefined;
}
