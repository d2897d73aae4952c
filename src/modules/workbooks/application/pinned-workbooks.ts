import { Injectable } from '@nestjs/common';
import { BoundedMap } from '../../../shared/domain/bounded-map.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { readWorkbook, Workbook } from '../domain/workbook.js';
import { WorkbookDefinitions } from '../domain/workbook-definitions.js';

const MOST_KNOWN = 10_000;

/** The definitions that executions ran, so that one can run again although its workbook has changed or is gone. */
@Injectable()
export class PinnedWorkbooks {
  private readonly known = new BoundedMap<string, true>(MOST_KNOWN);

  constructor(
    private readonly definitions: WorkbookDefinitions,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Before an execution is started with it. */
  async keep({ digest, definition }: Workbook): Promise<void> {
    if (this.known.get(digest)) return;
    if ((await this.definitions.find(digest)) === undefined)
      await this.unitOfWork.run(() => this.definitions.keep(digest, definition));
    this.known.set(digest, true);
  }

  /** Undefined where no execution has run it since definitions are kept. */
  async find(digest: string): Promise<Workbook | undefined> {
    const definition = await this.definitions.find(digest);
    if (definition === undefined) return undefined;
    const description = readWorkbook(definition);
    return { name: description.name, origin: 'project', definition, digest, description, updatedAt: null };
  }
}
