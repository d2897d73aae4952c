import { ApiProperty, OmitType } from '@nestjs/swagger';
import { Plan, PlanDraft } from '../domain/plan.js';
import { PlanRequest } from './plan.dto.js';

/** A plan as it is read: the document without its secrets, and what the service knows of it. */
export class PlanResponse extends OmitType(PlanRequest, ['base_url']) {
  @ApiProperty({ format: 'uri' })
  uri!: string;

  @ApiProperty({ format: 'uuid' })
  uuid!: string;

  @ApiProperty({ enum: ['plan'] })
  type!: 'plan';

  @ApiProperty()
  project_id!: string;

  @ApiProperty()
  user_id!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Kept from the original; triggers belong to pipelines here.',
  })
  trigger_uri!: string | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ format: 'date-time' })
  updated_at!: string;
}

export function presentPlan(plan: Plan, publicUrl: string): PlanResponse {
  const { version, name, description, artifacts, services, parameters } = plan.document;
  return {
    uri: `${publicUrl}/v1/plans/${plan.id}`,
    uuid: plan.id,
    type: 'plan',
    version,
    name,
    description: description ?? '',
    artifacts: artifacts as PlanResponse['artifacts'] & object,
    services: [...services],
    parameters,
    project_id: plan.projectId,
    user_id: plan.userId,
    trigger_uri: null,
    created_at: plan.createdAt.toISOString(),
    updated_at: plan.updatedAt.toISOString(),
  };
}

/** Splits what the user sent into the document and its secrets. */
export function toDraft(request: PlanRequest): PlanDraft {
  const repoTokens: Record<string, string | null> = {};
  const artifacts = (request.artifacts ?? []).map(({ repo_token: token, content, ...artifact }) => {
    if (token !== undefined) repoTokens[artifact.name] = token;
    return { ...artifact, content: { ...content } };
  });
  return {
    document: {
      version: 1,
      name: request.name,
      ...(request.description == null ? {} : { description: request.description }),
      artifacts,
      services: request.services ?? [],
      parameters: request.parameters ?? {},
    },
    repoTokens,
  };
}
