import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from './session.js';

/** The policy's rules that the user passes: what they may not do is not offered. The service decides all the same. */
export function useRules(): ReadonlySet<string> {
  return new Set(useQuery(sessionQuery).data?.rules);
}
