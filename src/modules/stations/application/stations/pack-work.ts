import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import type { JsonObject } from '../../../../shared/domain/json.js';
import { ChooseLanguagePack, type ChosenPack } from '../../../language-packs/index.js';
import { SourceRoots } from '../../domain/source-roots.js';
import { Attempt } from '../../domain/station.js';

/** What a task is to do, as far as a language pack has to do with it. */
export interface PackRequest {
  /** A pack's name, or `auto`; absent: no pack has to do with it. */
  readonly language_pack?: string | undefined;
  /** The plan's own, which wins. */
  readonly command?: string | undefined;
  /** What starts the application, by the plan. */
  readonly run_cmd?: string | undefined;
}

/** What is to be run, and what the result says of the pack: nothing where none was asked for. */
export interface PackedCommand {
  readonly command: string | undefined;
  /** What starts the application, by the pack, where the plan does not say. */
  readonly run: string | undefined;
  readonly pack: { language_pack?: JsonObject };
}

/** What of a plan makes a pack needless, by the kind of command: many sources need no build, but all are started. */
const FIELDS = { test: 'unittest_cmd', build: 'build_cmd or a run_cmd' } as const;

/** Fills the place of a command that the plan does not give by that of a language pack, and says so in the log. */
@Injectable()
export class PackWork {
  constructor(
    private readonly chooseLanguagePack: ChooseLanguagePack,
    private readonly roots: SourceRoots,
  ) {}

  /**
   * Of a source that is checked out. Throws `invalid` where a pack is needed and none is found; a plan that says
   * enough itself needs none. `without` says why the pack's command is not to be taken, where it is not.
   */
  async command(
    kind: 'test' | 'build',
    { language_pack: wanted, command: own, run_cmd: ownRun }: PackRequest,
    attempt: Attempt,
    without?: string,
  ): Promise<PackedCommand> {
    const none = { command: own, run: undefined, pack: {} };
    if (wanted === undefined) return none;
    const isNeeded = own === undefined && (kind === 'test' || ownRun === undefined);
    const chosen = await this.choose(wanted, isNeeded ? FIELDS[kind] : undefined, attempt);
    if (!chosen) return none;
    const fallback = own === undefined && without === undefined ? chosen.pack.commands[kind] : null;
    const runs = own === undefined ? (without ?? fallback ?? 'nothing') : 'as the plan says';
    attempt.log.note(`${wordsOf(chosen)}; ${kind}: ${runs}`);
    return {
      command: own ?? fallback ?? undefined,
      run: ownRun === undefined ? (chosen.pack.commands.run ?? undefined) : undefined,
      pack: { language_pack: recordOf(chosen, fallback) },
    };
  }

  private async choose(
    wanted: string,
    needed: string | undefined,
    { job, workspace, log }: Attempt,
  ): Promise<ChosenPack | undefined> {
    try {
      return await this.chooseLanguagePack.execute(job.projectId, wanted, this.roots.of(workspace));
    } catch (error) {
      if (!(error instanceof DomainError && error.kind === 'invalid')) throw error;
      if (needed !== undefined)
        throw new DomainError('invalid', error.code, `${error.message} ${adviceFor(needed)}`);
      log.note(error.message);
      return undefined;
    }
  }
}

function adviceFor(needed: string): string {
  return `Give the plan a ${needed}, or let its language_pack name one that is there.`;
}

function wordsOf({ pack, detected, reason }: ChosenPack): string {
  return detected ? `auto chose ${pack.name}: ${reason}` : `language pack ${pack.name}`;
}

/** `command` is the one that was taken from it; null where none was. */
function recordOf({ pack, detected, reason }: ChosenPack, command: string | null): JsonObject {
  const { name, origin, image } = pack;
  return { name, origin, detected, reason, image, command, commands: { ...pack.commands } };
}
