import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { Button } from '../../shared/ui/index.js';
import { keepCopy, renamed } from './copied-definition.js';

/** Opens the editor with this document under another name. */
export function CopyWorkbook({ workbook }: { workbook: Schemas['Workbook'] }): ReactNode {
  const navigate = useNavigate();
  const copy = (): void => {
    keepCopy(renamed(workbook.definition, `my_${workbook.name}`));
    void navigate({ to: '/workbooks/new' });
  };
  return <Button onClick={copy}>{workbook.origin === 'project' ? 'Copy' : 'Copy to change it'}</Button>;
}
