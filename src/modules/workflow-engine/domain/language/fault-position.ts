import { YAMLException } from 'js-yaml';
import { positionInYaml, type TextPosition } from '../../../../shared/domain/yaml-position.js';
import { DslError } from './dsl-error.js';
import { plainMarks } from './yaml.js';

/** Where in the definition that what `error` tells of stands; undefined where that is not known. */
export function faultPosition(definition: string, error: DslError): TextPosition | undefined {
  const { cause, path } = error;
  if (cause instanceof YAMLException && cause.mark) {
    return { line: cause.mark.line + 1, column: cause.mark.column + 1 };
  }
  return path && positionInYaml(plainMarks(definition), path.map(plainMarks));
}
