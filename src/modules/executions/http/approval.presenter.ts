import { ApiProperty } from '@nestjs/swagger';
import { TaskApproval } from '../domain/task-approval.js';
import { UserResponse } from './action.presenter.js';

const STATES = ['waiting', 'approved', 'rejected', 'expired', 'cancelled'] as const;

/** The approval that a task waits for, or waited for. */
export class ApprovalResponse {
  @ApiProperty({ enum: STATES })
  state!: TaskApproval['state'];

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
}

export function presentApproval(approval: TaskApproval): ApprovalResponse {
  const { state, roles, fourEyes, message, expiresAt, decidedBy } = approval;
  return {
    state,
    roles,
    four_eyes: fourEyes,
    message,
    expires_at: expiresAt?.toISOString() ?? null,
    decided_by: decidedBy,
  };
}
