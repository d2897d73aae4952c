import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { MortalServices } from '../support/mortal-services.js';
import { SteeredRuns } from '../support/steered-runs.js';
import { ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const KILLS = 3;
const LANES = 3;
/** A run asks the station for four at the least. */
const MOST_REQUESTS_BEFORE_A_KILL = 25;

describe('runs that are steered while the service is killed', () => {
  let database: ScratchDatabase;
  let services: MortalServices;
  let runs: SteeredRuns;

  beforeAll(async () => {
    database = await scratchDatabase();
    services = await MortalServices.start(database, {
      SOLUM_WORKFLOW_ENGINE: 'embedded',
      SOLUM_LOG_LEVEL: 'warn',
    });
    runs = await SteeredRuns.start(services, database);
  }, 90_000);

  afterAll(async () => {
    await runs.stop();
    await services.stop();
    await database.drop();
  });

  async function kill(): Promise<void> {
    while (services.kills < KILLS) {
      await runs.requestsMade(Math.random() * MOST_REQUESTS_BEFORE_A_KILL);
      await wait(Math.random() * 30);
      await services.killOne();
    }
    await runs.requestsMade(Math.random() * MOST_REQUESTS_BEFORE_A_KILL);
    await services.killAll();
  }

  it('do what was answered, once and for good, and leave nothing half done', async () => {
    let over = false;
    const stories = [
      () => runs.pausedAndResumed(),
      () => runs.cancelled(),
      () => runs.goneOnWith(),
      () => runs.runAgain(),
    ];
    const again = async (story: () => Promise<void>): Promise<void> => {
      while (!over) await story();
    };
    const lanes = stories.flatMap((story) => Array.from({ length: LANES }, () => again(story)));
    await Promise.all([...lanes, kill().finally(() => (over = true))]);
    await until(async () => (await runs.pending()).length === 0, 60_000);
    expect(runs.told).toBeGreaterThan(4 * LANES);
    expect(runs.wrong).toEqual([]);
    expect(await runs.changedSinceTheirEnd()).toEqual([]);
  }, 180_000);
});
