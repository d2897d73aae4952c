import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../../database/database-session.js';
import { FreeSpace } from '../domain/free-space.js';

/** 4 KiB each: moving them takes some milliseconds. */
const PAGES = 256;
/** So much is left free for what comes next. */
const SPARE_PAGES = 1024;

/** SQLite keeps the pages of what was deleted, and gives them back when told. MariaDB uses them again. */
@Injectable()
export class SqliteFreeSpace extends FreeSpace {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async giveBack(): Promise<boolean> {
    if (!this.session.isSqlite) return false;
    const before = await this.freePages();
    if (before <= SPARE_PAGES) return false;
    await this.session.shrink(PAGES);
    return (await this.freePages()) < before;
  }

  private async freePages(): Promise<number> {
    const [row] = await this.session.manager.query<{ freelist_count: number }[]>('PRAGMA freelist_count');
    return row?.freelist_count ?? 0;
  }
}
