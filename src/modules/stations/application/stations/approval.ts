import { z } from 'zod';
import { Clock } from '../../../../shared/domain/clock.js';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { Approvals } from '../../domain/approvals.js';
import { Job, StationResult } from '../../domain/job.js';
import { Station } from '../../domain/station.js';
import { ExpireApprovals } from '../expire-approvals.js';
import { JobEvents } from '../job-events.js';

const LONGEST_SECONDS = 365 * 86_400;

const input = z.strictObject({
  roles: z
    .array(z.string().min(1).max(255))
    .min(1)
    .max(20)
    .optional()
    .describe('who has one of these roles in the project may decide; absent: manager'),
  four_eyes: z.boolean().optional().describe('whether whoever started the run may not approve it'),
  expires_in: z
    .number()
    .int()
    .min(1)
    .max(LONGEST_SECONDS)
    .optional()
    .describe(
      'seconds after which it is rejected; absent: it waits as long as the run and the task may take',
    ),
  message: z.string().max(2000).optional().describe('what people are asked'),
});

type Input = z.output<typeof input>;

/** Asks people whether the run may go on. Nobody works meanwhile: a row waits. */
export class ApprovalStation implements Station<Input> {
  readonly id = 'approval';
  readonly description =
    'Waits until somebody approves or rejects. Answers {passed, summary, decision, approved_by or rejected_by, roles, comment, decided_at}.';
  readonly input: z.ZodType<Input> = input;

  constructor(
    private readonly approvals: Approvals,
    private readonly expire: ExpireApprovals,
    private readonly events: JobEvents,
    private readonly clock: Clock,
  ) {}

  readonly open = async (
    { roles = ['manager'], four_eyes: fourEyes = false, expires_in: seconds, ...asked }: Input,
    job: Job,
  ): Promise<void> => {
    const { id: jobId, executionId, taskId, createdAt } = job;
    const message = asked.message ?? null;
    const expiresAt = seconds === undefined ? null : this.clock.after(seconds * 1000);
    await this.approvals.insert({
      ...{ jobId, executionId, taskId, roles, fourEyes, message, expiresAt, createdAt },
      state: 'waiting',
      decidedBy: null,
    });
    this.events.approvalRequested(job, { roles, message, expiresAt });
    this.expire.noteNew();
  };

  async run(): Promise<StationResult> {
    throw new DomainError('conflict', 'station.nobody_works', 'No worker decides about an approval.');
  }
}
