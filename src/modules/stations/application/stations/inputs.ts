import { z } from 'zod';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { MOST_SECRETS_OF_A_JOB, secretNameFault } from '../../../../shared/domain/secret-name.js';
import { COMMIT_ID, parseSourceAddress, REF_NAME } from '../../../../shared/domain/source-address.js';

/** `{href, ref?, commit?}`: a plan's repository, at one of the `allowed` protocols. */
export function sourceInput(allowed: readonly string[]) {
  return z
    .strictObject({
      href: z
        .string()
        .min(1)
        .max(2048)
        .check((context) => {
          try {
            parseSourceAddress(context.value, allowed);
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            context.issues.push({ code: 'custom', message: error.message, input: context.value });
          }
        })
        .describe(`address of the git repository (${allowed.join(', ')})`),
      ref: z
        .string()
        .regex(REF_NAME, 'must be the name of a branch or tag')
        .optional()
        .describe('branch, tag or full ref; absent: the default branch'),
      commit: z
        .string()
        .regex(COMMIT_ID, 'must be a commit id of 7 to 64 hexadecimal digits')
        .optional()
        .describe('commit to check out; absent: the head of the ref'),
    })
    .describe('what to check out');
}

export const commandInput = z
  .string()
  .regex(/\S/, 'must not be empty')
  .max(16_384)
  // eslint-disable-next-line no-control-regex -- the one byte that no argument can hold
  .regex(/^[^\x00]*$/, 'must not hold a NUL character');

export const packInput = z
  .string()
  .min(1)
  .max(100)
  .optional()
  .describe(
    'name of a language pack, whose command takes the place of an absent one; auto: detected from the source; absent: none',
  );

export const timeoutInput = z
  .number()
  .int()
  .min(1)
  .max(7 * 24 * 3600)
  .optional()
  .describe('seconds the job may take; never more than the service allows');

export const secretsInput = z
  .array(
    z.string().check((context) => {
      const message = secretNameFault(context.value);
      if (message !== undefined) context.issues.push({ code: 'custom', message, input: context.value });
    }),
  )
  .max(MOST_SECRETS_OF_A_JOB)
  .optional()
  .describe('names of secrets of the pipeline or its plan that the command gets as environment variables');

export const stackIdInput = z.string().min(1).max(255).describe('id of the stack');
