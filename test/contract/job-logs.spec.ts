import { DatabaseJobLogs } from '../../src/modules/stations/infrastructure/database-job-logs.js';
import { FileJobLogs } from '../../src/modules/stations/infrastructure/file-job-logs.js';
import { LogChunkRecord } from '../../src/modules/stations/infrastructure/log-chunk.record.js';
import { openDatabase, scratchDatabase } from '../support/test-database.js';
import { jobLogsContract } from './job-logs.contract.js';

jobLogsContract('on disk', async () => {
  const scratch = await scratchDatabase();
  return {
    logs: (limitBytes) => new FileJobLogs(scratch.dataDir, limitBytes),
    close: () => scratch.drop(),
  };
});

jobLogsContract('in the database', async () => {
  const scratch = await scratchDatabase();
  const database = await openDatabase(scratch, [LogChunkRecord]);
  return {
    logs: (limitBytes) => new DatabaseJobLogs(database.session, limitBytes),
    close: async () => {
      await database.close();
      await scratch.drop();
    },
  };
});
