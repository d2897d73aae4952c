/** Resolves when the database answers a query. */
export type DatabaseProbe = () => Promise<void>;

export const DATABASE_PROBE = Symbol('DatabaseProbe');
