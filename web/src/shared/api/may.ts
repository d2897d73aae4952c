import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from './session.js';

/** Whether who is signed in passes that rule of the policy, e.g. `workbooks:write`. */
export function useMay(rule: string): boolean {
  const { data } = useQuery(sessionQuery);
  return data?.rules.includes(rule) ?? false;
}
