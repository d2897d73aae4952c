import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { basicSetup } from 'codemirror';
import { type ReactNode, useEffect, useRef } from 'react';
import { cspNonce } from '../ui/index.js';
import type { CodeEditorProps, Mistake } from './code-editor.js';
import styles from './code-editor.module.css';

const LOOK = EditorView.theme({
  '&': { fontSize: '13px', maxHeight: '34rem', color: 'var(--text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.55' },
  '.cm-content': { minHeight: '10rem', caretColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--surface-sunken)', color: 'var(--text-muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--surface-hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-tooltip, .cm-panels': {
    backgroundColor: 'var(--surface-raised)',
    color: 'var(--text)',
    border: '1px solid var(--border)',
  },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--waiting)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--text-muted)', fontStyle: 'italic' },
  { tag: tags.invalid, color: 'var(--fail)' },
]);

export default function YamlEditor({ label, value, onChange, mistakes = [] }: CodeEditorProps): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  }, [onChange]);
  const isReadOnly = onChange === undefined;
  useEffect(() => {
    if (!frame.current) return;
    const editor = new EditorView({ parent: frame.current, state: stateOf(value, label, isReadOnly, told) });
    view.current = editor;
    return () => editor.destroy();
    // A text from outside goes in below, without a new editor.
  }, [label, isReadOnly]);
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const editor = view.current;
    if (editor) editor.dispatch(setDiagnostics(editor.state, diagnosticsOf(editor.state, mistakes)));
  }, [mistakes]);
  return <div ref={frame} className={styles.editor} />;
}

function stateOf(
  value: string,
  label: string,
  isReadOnly: boolean,
  told: { current: ((value: string) => void) | undefined },
): EditorState {
  return EditorState.create({
    doc: value,
    extensions: [
      EditorView.cspNonce.of(cspNonce()),
      basicSetup,
      yaml(),
      LOOK,
      syntaxHighlighting(COLOURS),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      ...(isReadOnly ? [EditorState.readOnly.of(true)] : [lintGutter()]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) told.current?.(update.state.doc.toString());
      }),
    ],
  });
}

function diagnosticsOf({ doc }: EditorState, mistakes: readonly Mistake[]): Diagnostic[] {
  return mistakes.flatMap(({ line, detail }) => {
    if (line === null) return [];
    const { from, to } = doc.line(Math.min(line, doc.lines));
    return [{ from, to, severity: 'error' as const, message: detail }];
  });
}
