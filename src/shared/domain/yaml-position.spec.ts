import { describe, expect, it } from '@jest/globals';
import { positionInYaml } from './yaml-position.js';

const DOCUMENT = `# A plan
name: shop
artifacts:
  - name: web
    content: {href: nowhere, private: true}
    "unittest_cmd": |
      npm test
  - name: worker
    ports: [80, 81]
`;

describe('where a value stands in a YAML document', () => {
  it.each([
    [['name'], 2, 1],
    [['artifacts'], 3, 1],
    [['artifacts', '0', 'content'], 5, 5],
    [['artifacts', '0', 'content', 'href'], 5, 15],
    [['artifacts', '1'], 8, 5],
    [['artifacts', '1', 'ports', '1'], 9, 17],
  ])('%j is found', (path, line, column) => {
    expect(positionInYaml(DOCUMENT, path)).toEqual({ line, column });
  });

  it('finds a key that is written in quotes', () => {
    expect(positionInYaml(DOCUMENT, ['artifacts', '0', 'unittest_cmd'])?.line).toBe(6);
  });

  it('is the nearest part above where the path goes on into nothing', () => {
    expect(positionInYaml(DOCUMENT, ['artifacts', '1', 'content', 'href'])?.line).toBe(8);
  });

  it('is nowhere for what is not there at all, and in what is no YAML', () => {
    expect(positionInYaml(DOCUMENT, ['version'])).toBeUndefined();
    expect(positionInYaml('a: [1', ['a'])).toBeUndefined();
    expect(positionInYaml('', ['a'])).toBeUndefined();
  });
});
