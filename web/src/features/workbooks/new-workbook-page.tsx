import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Page } from '../../shared/ui/index.js';
import { copiedDefinition } from './copied-definition.js';
import { WorkbookEditor } from './workbook-editor.js';

const STARTER = `---
version: '2.0'

name: my_workbook

description: Says hello, and then good-bye.

workflows:
  main:
    input:
      - name: world
    tasks:
      hello:
        action: std.echo
        input:
          output: Hello, <% $.name %>
        publish:
          greeting: <% task().result %>
        on-success: good_bye

      good_bye:
        action: std.echo
        input:
          output: Good-bye
`;

export function NewWorkbookPage(): ReactNode {
  const [initial] = useState(() => copiedDefinition() ?? STARTER);
  return (
    <Page title="New workbook" trail={<Link to="/workbooks">Workbooks</Link>}>
      <WorkbookEditor initial={initial} />
    </Page>
  );
}
