/** What a run's commands get; for the workers only. */
export abstract class RunSecrets {
  /**
   * The present values of a pipeline's secrets and of its plan's, by name; where both have one of a name, the pipeline's.
   * Throws `invalid` (`secret.unknown`) that names those which neither has.
   */
  abstract of(pipelineId: string, names: readonly string[]): Promise<Readonly<Record<string, string>>>;
}
