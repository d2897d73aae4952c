import { join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../prepare.mjs';
import { cell, table } from './markdown.mjs';

const LONGEST_TEXT = 200;

/** A row for each code that the service's own code makes an error with: its statuses, and the words that it says. */
export async function generated() {
  const { CODE_OF, STATUS_OF } = await import('../../dist/shared/http/problem.js');
  const own = [...errorsOf(program())].map(({ kind, ...rest }) => ({ ...rest, status: STATUS_OF[kind] }));
  const ofHttp = Object.entries({ ...CODE_OF, 500: 'internal' }).map(([status, code]) => ({
    code,
    status: Number(status),
    text: '',
  }));
  const found = groupedByCode([...own, ...ofHttp]);
  const rows = [...found].map(([code, uses]) => row(code, uses));
  return table(['code', 'status', 'what it says, … for what differs'], rows.sort());
}

function groupedByCode(errors) {
  const groups = new Map();
  for (const error of errors) groups.set(error.code, [...(groups.get(error.code) ?? []), error]);
  return groups;
}

function row(code, uses) {
  const statuses = new Set(uses.map(({ status }) => status));
  const texts = new Set(uses.map(({ text }) => text).filter(Boolean));
  return [`\`${code}\``, [...statuses].sort().join(', '), cell([...texts].slice(0, 3).join(' / '))];
}

function program() {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const files = ts.sys.readDirectory(
    join(ROOT, 'src'),
    ['.ts'],
    ['**/*.spec.ts', '**/cli/**', '**/client/**'],
  );
  return ts.createProgram(files, options);
}

/** @param {ts.Program} made */
function* errorsOf(made) {
  const checker = made.getTypeChecker();
  for (const file of made.getSourceFiles()) {
    if (relative(ROOT, file.fileName).startsWith('src')) yield* errorsIn(file, file, checker);
  }
}

/**
 * @param {ts.Node} node
 * @param {ts.SourceFile} file
 * @param {ts.TypeChecker} checker
 */
function* errorsIn(node, file, checker) {
  const [kind, code, text] = partsOf(node, file);
  if (code) {
    const kinds = kind ? literals(kind, checker) : ['invalid'];
    for (const each of literals(code, checker)) {
      for (const its of kinds) yield { code: each, kind: its, text: wordsOf(text, checker) };
    }
  }
  for (const child of node.getChildren(file)) yield* errorsIn(child, file, checker);
}

/** What a node gives the error that it makes: its kind, code and words. Nothing for a node that makes none. */
function partsOf(node, file) {
  if (ts.isNewExpression(node)) return node.expression.getText(file) === 'DomainError' ? node.arguments : [];
  if (ts.isCallExpression(node)) return partsOfCall(node.expression.getText(file), node.arguments);
  if (!ts.isObjectLiteralExpression(node)) return [];
  const member = (name) => node.properties.find((each) => each.name?.getText(file) === name)?.initializer;
  return member('type') ? [undefined, member('code')] : [];
}

/** Calls that make the error of a wrong request. */
function partsOfCall(called, args) {
  if (called === 'validated') return [undefined, args[2]];
  return called === 'DomainError.invalidField' ? [undefined, args[0], args[2]] : [];
}

/** The texts that an expression may have, as far as its type tells. */
function literals(expression, checker) {
  const type = checker.getTypeAtLocation(expression);
  const types = type.isUnion() ? type.types : [type];
  return types.filter((each) => each.isStringLiteral()).map(({ value }) => value);
}

/** A literal's text with … for what is put into it; that of a constant, too. */
function wordsOf(expression, checker) {
  if (!expression) return '';
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (ts.isTemplateExpression(expression)) {
    const { head, templateSpans } = expression;
    const words = [head.text, ...templateSpans.map(({ literal }) => literal.text)].join('…');
    return words.length > LONGEST_TEXT || !/[a-z]{2,}\W+[a-z]{2,}/i.test(words) ? '' : words;
  }
  if (!ts.isIdentifier(expression)) return '';
  const declared = checker.getSymbolAtLocation(expression)?.valueDeclaration;
  return declared && ts.isVariableDeclaration(declared) ? wordsOf(declared.initializer, checker) : '';
}
