import type { ReactNode, TableHTMLAttributes } from 'react';
import { classes } from './classes.js';
import styles from './table.module.css';

/** A table that scrolls by itself where it is wider than the page; `label` names it for screen readers. */
export function Table({
  label,
  className,
  children,
  ...rest
}: { label: string } & TableHTMLAttributes<HTMLTableElement>): ReactNode {
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label={label}>
      <table {...rest} className={classes(styles.table, className)}>
        {children}
      </table>
    </div>
  );
}
