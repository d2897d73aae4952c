import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { completeParameters, StackTemplate } from '../../domain/template-catalogue.js';

/** What every deployment brings along; a template declares those of them that it can use. */
const OFFERED = ['artifact', 'run_cmd', 'environment', 'health_path'];

/**
 * What Heat is given for a template. Of what every deployment brings along it gets what it declares, besides
 * `artifact_url` where it wants to fetch the artifact; any other parameter that it lacks is a mistake.
 */
export function heatParameters(
  template: StackTemplate,
  given: Readonly<Record<string, JsonValue>>,
  artifactUrl: (artifactId: string) => string,
): JsonObject {
  const declared = Object.entries(given).filter(
    ([name]) => name in template.parameters || !OFFERED.includes(name),
  );
  const parameters = Object.fromEntries(declared);
  const { artifact } = given;
  if ('artifact_url' in template.parameters && typeof artifact === 'string') {
    parameters.artifact_url ??= artifactUrl(artifact);
  }
  completeParameters(template, parameters);
  return parameters;
}
