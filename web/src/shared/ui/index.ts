export { Button, buttonClass, type ButtonProps } from './button.js';
export { classes } from './classes.js';
export { CodeBlock, CopyButton } from './code-block.js';
export { Dialog, type DialogProps } from './dialog.js';
export { EmptyState } from './empty-state.js';
export { ErrorNotice } from './error-notice.js';
export { Field, SelectField, TextArea, TextField } from './field.js';
export { Page } from './page.js';
export { Skeleton } from './skeleton.js';
export {
  type RunState,
  StateBadge,
  Tag,
  type Verdict,
  VerdictIcon,
  verdictOf,
  wordsOf,
} from './state-badge.js';
export { Table } from './table.js';
export { type Tab, Tabs } from './tabs.js';
export { Duration, durationText, RelativeTime, relativeText, useNow } from './time.js';
export { Toasts, useToast } from './toast.js';
export { cspNonce } from './csp-nonce.js';
