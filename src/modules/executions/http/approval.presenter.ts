import { ApiProperty } from '@nestjs/swagger';
import { ShownApproval } from '../application/task-approvals.js';
import { UserResponse } from './action.presenter.js';

const STATES = ['waiting', 'approved', 'rejected', 'expired', 'cancelled'] as const;

/** The approval that a task waits for, or waited for. */
export class ApprovalResponse {
  @ApiProperty({ enum: STATES })
  state!: ShownApproval['state'];

  @ApiProperty({ type: [String], description: 'Who has one of these roles may decide.' })
  roles!: readonly string[];

  @ApiProperty({ description: 'Whether whoever started the run may not approve.' })
  four_eyes!: boolean;

  @ApiProperty({ type: String, nullable: true })
  message!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Then it is rejected.' })
  expires_at!: string | null;

  @ApiProperty({ type: UserResponse, nullable: true })
  decided_by!: UserResponse | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why whoever asks may not approve it; null where they may, and once it is decided.',
  })
  approve_refusal!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why whoever asks may not reject it; null where they may, and once it is decided.',
  })
  reject_refusal!: string | null;
}

export function presentApproval(approval: ShownApproval): ApprovalResponse {
  const { state, roles, fourEyes, message, expiresAt, decidedBy, refusals } = approval;
  return {
    state,
    roles,
    four_eyes: fourEyes,
    message,
    expires_at: expiresAt?.toISOString() ?? null,
    decided_by: decidedBy,
    approve_refusal: refusals.approve,
    reject_refusal: refusals.reject,
  };
}
