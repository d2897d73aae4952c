export { CodeEditor, type Mistake } from './code-editor.js';
