import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWorkbook } from '../../workflow-engine/index.js';
import { digestOf, Workbook } from '../domain/workbook.js';
import { WorkbookCatalogue } from '../domain/workbook-catalogue.js';

/** Reads every `*.yaml` of a directory once; a document that is no workbook stops the service from starting. */
export class FileWorkbookCatalogue extends WorkbookCatalogue {
  private readonly workbooks: ReadonlyMap<string, Workbook>;

  constructor(directory: string) {
    super();
    const files = readdirSync(directory)
      .filter((file) => file.endsWith('.yaml'))
      .sort();
    this.workbooks = new Map(
      files.map((file) => {
        const definition = readFileSync(join(directory, file), 'utf8');
        const description = describeWorkbook(definition);
        const { name } = description;
        return [
          name,
          {
            name,
            origin: 'built-in',
            definition,
            digest: digestOf(definition),
            description,
            updatedAt: null,
          },
        ];
      }),
    );
  }

  list(): readonly Workbook[] {
    return [...this.workbooks.values()];
  }

  find(name: string): Workbook | undefined {
    return this.workbooks.get(name);
  }
}
