import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button, CodeBlock } from '../../shared/ui/index.js';
import styles from './run.module.css';

/** A value as YAML or JSON, as one likes to read it; nothing is said of an empty one. */
export function JsonView({ value, label }: { value: unknown; label: string }): ReactNode {
  const [form, setForm] = useState<'yaml' | 'json'>('yaml');
  const yaml = useQuery({ queryKey: ['yaml'], queryFn: () => import('js-yaml'), staleTime: Infinity });
  const json = JSON.stringify(value, null, 2);
  const code = form === 'yaml' && yaml.data ? yaml.data.dump(value, { lineWidth: 100, noRefs: true }) : json;
  return (
    <div className={styles.value}>
      <header>
        <h3>{label}</h3>
        {isStructured(value) && (
          <Button size="small" variant="quiet" onClick={() => setForm(form === 'yaml' ? 'json' : 'yaml')}>
            As {form === 'yaml' ? 'JSON' : 'YAML'}
          </Button>
        )}
      </header>
      <CodeBlock label={label} code={isStructured(value) ? code.trimEnd() : plain(value)} />
    </div>
  );
}

const isStructured = (value: unknown): boolean => typeof value === 'object' && value !== null;

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Whether there is anything to see. */
export function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)
  );
}
