import { ValueTransformer } from 'typeorm';

/** Milliseconds since the epoch; drivers may hand a bigint out as text. */
export const epoch: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};
