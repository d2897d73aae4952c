import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AT, fault, ScriptedMistral } from '../../../../../test/support/scripted-mistral.js';
import { answer } from '../../../../../test/support/scripted-server.js';

describe('workbooks on Mistral', () => {
  let mistral: ScriptedMistral;

  beforeEach(async () => {
    mistral = await ScriptedMistral.start();
  });

  afterEach(() => mistral.stop());

  const workbook = (name: string, projectId = 'demo'): object => ({
    id: name,
    name,
    definition: `name: ${name}`,
    project_id: projectId,
    created_at: AT,
    updated_at: null,
  });

  it('are listed page by page, the project’s own only', async () => {
    mistral.script(
      answer(200, {
        workbooks: [workbook('b'), workbook('c', 'other')],
        next: 'http://elsewhere/?marker=x',
      }),
      answer(200, { workbooks: [workbook('a')] }),
    );
    const found = await mistral.engine.listWorkbooks(mistral.scope);
    expect(found.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(mistral.received.map(({ url }) => new URLSearchParams(url.split('?')[1]).get('marker'))).toEqual([
      null,
      'c',
    ]);
  });

  it.each(['version: 2.0', 'version: 2', "version: '2'", '"version": 2.0 # the DSL'])(
    'are sent with their version quoted: %s',
    async (line) => {
      mistral.script(answer(201, workbook('x')));
      await mistral.engine.saveWorkbook(mistral.scope, `${line}\nname: x\n`);
      expect(mistral.received[0]?.body).toMatch(/^"?version"?: '2\.0'( # the DSL)?\nname: x\n$/);
    },
  );

  it('replace the one of that name', async () => {
    mistral.script(answer(409, fault('Duplicate entry')), answer(200, workbook('x')));
    await mistral.engine.saveWorkbook(mistral.scope, 'name: x');
    expect(mistral.received.map(({ method }) => method)).toEqual(['POST', 'PUT']);
  });

  it('that it fails on while it goes on answering are invalid', async () => {
    mistral.script(answer(500), answer(200, { workbooks: [] }));
    await expect(mistral.engine.saveWorkbook(mistral.scope, 'name: x')).rejects.toMatchObject({
      code: 'workbook.invalid',
    });
  });

  it('that it fails on as on everything else are not to blame', async () => {
    mistral.script(answer(500));
    await expect(mistral.engine.saveWorkbook(mistral.scope, 'name: x')).rejects.toMatchObject({
      code: 'engine.unavailable',
    });
  });

  it.each(['..', '.', 'a/b', 'a b', ''])('cannot be named %p, and are not asked for', async (name) => {
    expect(await mistral.engine.findWorkbook(mistral.scope, name)).toBeUndefined();
    expect(mistral.received).toEqual([]);
  });
});
