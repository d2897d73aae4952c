const CODES =
  /^(ECONN|ETIMEDOUT|ENOTFOUND|EPIPE|EHOSTUNREACH|PROTOCOL_|ER_(CON_|LOCK_|TOO_MANY_|SERVER_SHUTDOWN)|SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|FULL))/;

/** Whether a driver's error says that the database cannot be reached or cannot work now; asking again later is right. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { driverError, code } = error as { driverError?: { code?: unknown }; code?: unknown };
  const found = driverError?.code ?? code;
  return typeof found === 'string' && CODES.test(found);
}
