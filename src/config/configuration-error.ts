/** A line for each wrong setting, with its name. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}
