import { lazy, type ReactNode, Suspense } from 'react';
import { Skeleton } from '../ui/index.js';
import styles from './code-editor.module.css';

/** What is wrong with a text, and where it is known, at which line (from 1 on). */
export interface Mistake {
  readonly line: number | null;
  readonly detail: string;
}

export interface CodeEditorProps {
  readonly label: string;
  readonly value: string;
  /** Absent: it is only read. */
  readonly onChange?: ((value: string) => void) | undefined;
  readonly mistakes?: readonly Mistake[] | undefined;
}

const YamlEditor = lazy(() => import('./yaml-editor.js'));

/** YAML to read or to write. The Tab key goes on to the next control; the mistakes are listed below it as well. */
export function CodeEditor(props: CodeEditorProps): ReactNode {
  const { mistakes = [] } = props;
  return (
    <div>
      <Suspense fallback={<Skeleton lines={8} label="Loading the editor" />}>
        <YamlEditor {...props} />
      </Suspense>
      <div role="status" aria-live="polite">
        {mistakes.length > 0 && (
          <ul className={styles.mistakes}>
            {mistakes.map(({ line, detail }) => (
              <li key={`${line} ${detail}`}>
                {line !== null && <strong>Line {line}: </strong>}
                {detail}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
