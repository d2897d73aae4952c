import { describe, expect, it } from '@jest/globals';
import { completeParameters } from '../domain/template-catalogue.js';
import { webProcessOf } from '../domain/web-process.js';
import { FileTemplateCatalogue } from './file-template-catalogue.js';

const catalogue = new FileTemplateCatalogue('etc/templates');
const artifact = `sha256:${'0'.repeat(64)}`;

describe('the catalogue of templates', () => {
  it('knows a template for nothing and one for a web process', () => {
    expect(catalogue.list().map(({ name }) => name)).toEqual(expect.arrayContaining(['basic', 'empty']));
  });

  it('names the templates there are when asked for another', () => {
    expect(() => catalogue.get('fancy')).toThrow(/basic, empty/);
  });

  it('fills in the defaults of a template', () => {
    const parameters = completeParameters(catalogue.get('basic'), { artifact, run_cmd: 'npm start' });
    expect(webProcessOf(parameters)).toEqual({
      artifact,
      command: 'npm start',
      environment: {},
      healthPath: '/',
    });
  });

  it('names each parameter that is missing and each that is unknown', () => {
    expect(() => completeParameters(catalogue.get('basic'), { artifact, color: 'red' })).toThrow(
      /color.*run_cmd/,
    );
    expect(() => completeParameters(catalogue.get('empty'), { artifact })).toThrow(/artifact/);
  });

  it.each([
    ['run_cmd', { run_cmd: ' ' }],
    ['environment', { environment: { 'NOT A NAME': 'x' } }],
    ['environment', { environment: { NESTED: { a: 1 } } }],
    ['health_path', { health_path: 'http://elsewhere/' }],
  ])('refuses a wrong %s: %j', (name, wrong) => {
    const parameters = completeParameters(catalogue.get('basic'), {
      artifact,
      run_cmd: 'npm start',
      ...wrong,
    });
    expect(() => webProcessOf(parameters)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        errors: [expect.objectContaining({ pointer: `/parameters/${name}` })],
      }),
    );
  });
});
