import { ApiProperty } from '@nestjs/swagger';
import type { Delegation } from '../../keystone-auth/index.js';

class TrustorResponse {
  @ApiProperty({ description: 'Id of the user that the service acts for.' })
  id!: string;

  @ApiProperty()
  name!: string;
}

/** How the service acts for a pipeline's owner. The trust behind it is nobody's business. */
export class DelegationResponse {
  @ApiProperty({ enum: ['ok', 'broken'] })
  status!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is broken.' })
  reason!: string | null;

  @ApiProperty({ type: TrustorResponse })
  trustor!: TrustorResponse;

  @ApiProperty({ type: [String], example: ['member'] })
  roles!: readonly string[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: never.' })
  expires_at!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was last seen to work.',
  })
  last_proof_at!: string | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  renewed_at!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Id of the user it acted for before its last renewal.',
  })
  taken_over_from!: string | null;
}

export function presentDelegation(delegation: Delegation): DelegationResponse {
  return {
    status: delegation.status,
    reason: delegation.reason,
    trustor: delegation.trustor,
    roles: delegation.roles,
    expires_at: delegation.expiresAt?.toISOString() ?? null,
    last_proof_at: delegation.lastProofAt?.toISOString() ?? null,
    created_at: delegation.createdAt.toISOString(),
    renewed_at: delegation.renewedAt?.toISOString() ?? null,
    taken_over_from: delegation.takenOverFrom,
  };
}
