import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { FindPipeline } from '../../pipelines/index.js';
import { RunSecrets } from '../domain/run-secrets.js';
import { SecretOwner } from '../domain/secret.js';
import { Secrets } from '../domain/secrets.js';

@Injectable()
export class ReadRunSecrets extends RunSecrets {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly secrets: Secrets,
  ) {
    super();
  }

  async of(pipelineId: string, names: readonly string[]): Promise<Readonly<Record<string, string>>> {
    if (names.length === 0) return {};
    const found = await this.secrets.values(await this.ownersOf(pipelineId), names);
    const valuesOf = (kind: SecretOwner['kind']): [string, string][] =>
      found.filter(({ owner }) => owner === kind).map(({ name, value }) => [name, value]);
    const values = new Map([...valuesOf('plan'), ...valuesOf('pipeline')]);
    const missing = names.filter((name) => !values.has(name));
    if (missing.length > 0) throw unknown(missing);
    return Object.fromEntries(values);
  }

  private async ownersOf(pipelineId: string): Promise<SecretOwner[]> {
    const planId = await this.findPipeline.planOf(pipelineId);
    const pipeline = { kind: 'pipeline', id: pipelineId } as const;
    return planId === undefined ? [pipeline] : [pipeline, { kind: 'plan', id: planId }];
  }
}

function unknown(names: readonly string[]): DomainError {
  const which = names.length === 1 ? `no secret ${names[0]}` : `no secrets ${names.join(', ')}`;
  return new DomainError(
    'invalid',
    'secret.unknown',
    `Neither the pipeline nor its plan has ${which}: set it by PUT /v1/pipelines/{id}/secrets/{name}, or let nobody name it.`,
  );
}
