import { Injectable } from '@nestjs/common';
import { StationResult } from '../../domain/job.js';
import { CommandEnd, Commands } from '../../domain/commands.js';
import { Checkout, SourceRequest, Sources } from '../../domain/sources.js';
import { Attempt } from '../../domain/station.js';

/** What the stations that work on the plan's source have in common: check it out, run a command in it. */
@Injectable()
export class SourceWork {
  constructor(
    private readonly sources: Sources,
    private readonly commands: Commands,
  ) {}

  /** Of a branch: the commit that the run's first checkout found, so that every task, and a re-run, works on the same. */
  async checkout(source: SourceRequest, { workspace, context, log, signal }: Attempt): Promise<Checkout> {
    const commit = source.commit ?? context.commitOf(source) ?? undefined;
    const options = { workspace, token: context.repoToken, log, signal };
    const checkout = await this.sources.checkout({ ...source, commit }, options);
    if (commit === undefined) await context.noteCommit(source, checkout.commit);
    return checkout;
  }

  run(
    command: string,
    checkout: Checkout,
    attempt: Attempt,
    env: Record<string, string> = {},
  ): Promise<CommandEnd> {
    const { workspace, log, signal, job, secrets } = attempt;
    const known = {
      SOLUM_COMMIT: checkout.commit,
      SOLUM_REF: checkout.ref ?? '',
      SOLUM_EXECUTION_ID: job.executionId,
    };
    return this.commands.run({ command, workspace, env: { ...secrets, ...known, ...env }, log, signal });
  }
}

/** The result of a command that decides on its own whether it passed; `what` begins the summary, e.g. "the unit tests". */
export function commandResult(what: string, end: CommandEnd, { commit }: Checkout): StationResult {
  const passed = end.exitCode === 0;
  const how = end.signal ? `were killed by ${end.signal}` : `failed with exit code ${end.exitCode}`;
  return { passed, summary: passed ? `${what} passed` : `${what} ${how}`, exit_code: end.exitCode, commit };
}

/** The result of a test that the plan names no command for: it passes, and says so. */
export function nothingToTest(what: string, { commit }: Checkout, { log }: Attempt): StationResult {
  const summary = `the plan names no ${what}`;
  log.note(summary);
  return { passed: true, summary, exit_code: 0, commit };
}
