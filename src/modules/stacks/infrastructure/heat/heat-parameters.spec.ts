import { describe, expect, it } from '@jest/globals';
import { StackTemplate, TemplateParameter } from '../../domain/template-catalogue.js';
import { heatParameters } from './heat-parameters.js';

const REQUIRED: TemplateParameter = { type: 'string', description: null };

describe('the parameters that Heat is given', () => {
  const urlOf = (id: string): string => `https://solum/artifacts/${id}`;
  const template = (...names: string[]): StackTemplate => ({
    name: 'mine',
    text: '',
    description: null,
    parameters: Object.fromEntries(names.map((name) => [name, { ...REQUIRED, default: '' }])),
  });
  const deployment = { artifact: 'a', run_cmd: 'npm start', environment: { A: 'b' }, health_path: '/health' };

  it('are what the template declares of what every deployment brings along', () => {
    expect(heatParameters(template('artifact'), deployment, urlOf)).toEqual({ artifact: 'a' });
    expect(heatParameters(template('run_cmd', 'environment'), deployment, urlOf)).toEqual({
      run_cmd: 'npm start',
      environment: { A: 'b' },
    });
    expect(heatParameters(template(), deployment, urlOf)).toEqual({});
  });

  it('say where the artifact is fetched from, where the template wants it and nobody else said so', () => {
    const wants = template('artifact_url');
    expect(heatParameters(wants, deployment, urlOf)).toEqual({ artifact_url: 'https://solum/artifacts/a' });
    expect(heatParameters(wants, { ...deployment, artifact_url: 'u' }, urlOf)).toEqual({ artifact_url: 'u' });
  });

  it('hold nothing that the template does not know, and all that it needs', () => {
    expect(() => heatParameters(template('artifact'), { color: 'red' }, urlOf)).toThrow(/color/);
    const needs: StackTemplate = { ...template(), parameters: { flavor: REQUIRED } };
    expect(() => heatParameters(needs, deployment, urlOf)).toThrow(/flavor/);
  });
});
