import type { JsonObject } from '../../../shared/domain/json.js';
import { SecretBox } from '../../../shared/secrets/secret-box.js';
import { ExecutionRecord, placeOf } from './execution.record.js';
import { Execution, ExecutionEnd } from '../domain/execution.js';

export function toRecord(execution: Execution, secrets: SecretBox): ExecutionRecord {
  const { trigger, repoToken, end, concurrency, ...rest } = execution;
  return {
    ...rest,
    ...toEndColumns(end),
    group: concurrency?.group ?? null,
    limit: concurrency?.limit ?? null,
    policy: concurrency?.policy ?? null,
    triggerKind: trigger.kind,
    actor: trigger.actor,
    ref: trigger.ref,
    commit: trigger.commit,
    deliveryId: trigger.deliveryId ?? null,
    repoToken: sealedToken(execution.id, repoToken, secrets),
    handOverAt: execution.queuePlace === null ? execution.createdAt : null,
    watchedAt: execution.createdAt,
  };
}

type EndColumns = Pick<ExecutionRecord, 'endedBy' | 'endedByUserId' | 'endedByUserName' | 'endReason'>;

export function toEndColumns(end: ExecutionEnd | null): EndColumns {
  return {
    endedBy: end?.by ?? null,
    endedByUserId: end?.user?.id ?? null,
    endedByUserName: end?.user?.name ?? null,
    endReason: end?.reason ?? null,
  };
}

export function toExecution(record: ExecutionRecord, secrets: SecretBox): Execution {
  const {
    triggerKind,
    actor,
    ref,
    commit,
    deliveryId,
    repoToken,
    endedBy,
    endedByUserId,
    endedByUserName,
    endReason,
    group,
    limit,
    policy,
    handOverAt: _due,
    watchedAt: _watched,
    ...rest
  } = record;
  const user = endedByUserId === null ? null : { id: endedByUserId, name: endedByUserName ?? endedByUserId };
  return {
    ...rest,
    trigger: { kind: triggerKind, actor, ref, commit, deliveryId },
    end: endedBy === null ? null : { by: endedBy, user, reason: endReason ?? '' },
    concurrency: group === null || policy === null ? null : { group, limit, policy },
    offeredInputs: record.offeredInputs as JsonObject,
    givenInputs: record.givenInputs as JsonObject,
    inputs: record.inputs as JsonObject,
    outputs: record.outputs as JsonObject,
    repoToken: repoToken === null ? null : secrets.open(repoToken, placeOf(record.id)),
  };
}

export function sealedToken(id: string, token: string | null, secrets: SecretBox): string | null {
  return token === null ? null : secrets.seal(token, placeOf(id));
}
