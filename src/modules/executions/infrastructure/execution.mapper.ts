import type { JsonObject } from '../../../shared/domain/json.js';
import { SecretBox } from '../../../shared/secrets/secret-box.js';
import { Execution } from '../domain/execution.js';
import { ExecutionRecord, placeOf } from './execution.record.js';

export function toRecord(execution: Execution, secrets: SecretBox): ExecutionRecord {
  const { trigger, repoToken, ...rest } = execution;
  return {
    ...rest,
    triggerKind: trigger.kind,
    actor: trigger.actor,
    ref: trigger.ref,
    commit: trigger.commit,
    repoToken: repoToken === null ? null : secrets.seal(repoToken, placeOf(execution.id)),
    handOverAt: execution.createdAt,
    watchedAt: execution.createdAt,
  };
}

export function toExecution(record: ExecutionRecord, secrets: SecretBox): Execution {
  const {
    triggerKind,
    actor,
    ref,
    commit,
    repoToken,
    handOverAt: _due,
    watchedAt: _watched,
    ...rest
  } = record;
  return {
    ...rest,
    trigger: { kind: triggerKind, actor, ref, commit },
    offeredInputs: record.offeredInputs as JsonObject,
    givenInputs: record.givenInputs as JsonObject,
    inputs: record.inputs as JsonObject,
    outputs: record.outputs as JsonObject,
    repoToken: repoToken === null ? null : secrets.open(repoToken, placeOf(record.id)),
  };
}
