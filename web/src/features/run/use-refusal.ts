import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../shared/api/session.js';

const NEEDS: Readonly<Record<string, string>> = {
  'executions:write': 'steer runs (by default member)',
};

/** Why whoever is signed in may not do what this rule of the policy guards; null where they may. */
export function useRefusal(rule: string): string | null {
  const { data: session } = useQuery(sessionQuery);
  if (!session || session.rules.includes(rule)) return null;
  const roles = session.roles.length > 0 ? session.roles.join(', ') : 'none';
  return `You need a role that may ${NEEDS[rule] ?? rule}; your roles in this project: ${roles}.`;
}
