import { type ReactNode, useEffect } from 'react';
import styles from './page.module.css';

/** A page: its heading, what can be done with it, and its content. */
export function Page({
  title,
  heading,
  trail,
  actions,
  children,
}: {
  /** Of the browser's tab, and the heading unless another is given. */
  title: string;
  heading?: ReactNode;
  /** Links to what it is a part of. */
  trail?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}): ReactNode {
  useEffect(() => {
    document.title = `${title} · Solum pipelines`;
  }, [title]);
  return (
    <div className={styles.page}>
      {trail && (
        <nav aria-label="Breadcrumb" className={styles.trail}>
          {trail}
        </nav>
      )}
      <header className={styles.header}>
        <h1>{heading ?? title}</h1>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
