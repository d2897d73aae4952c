import { Check, Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import styles from './code-block.module.css';

const SHOWN_MS = 2000;

/** Text to read or to copy as it is. */
export function CodeBlock({ code, label }: { code: string; label: string }): ReactNode {
  return (
    <div className={styles.block}>
      <pre tabIndex={0} role="region" aria-label={label}>
        <code>{code}</code>
      </pre>
      <CopyButton text={code} label={`Copy ${label}`} className={styles.copy} />
    </div>
  );
}

export function CopyButton({
  text,
  label,
  className = styles.inline,
}: {
  text: string;
  label: string;
  className?: string | undefined;
}): ReactNode {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    window.setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <button type="button" className={className} aria-label={label} title={label} onClick={() => void copy()}>
      {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      <span role="status" className="visually-hidden">
        {copied ? 'Copied' : ''}
      </span>
    </button>
  );
}
