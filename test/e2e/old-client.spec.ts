import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OldClient } from '../support/old-client.js';
import { startService, TestService } from '../support/test-service.js';

const NOWHERE = '00000000-0000-4000-8000-000000000000';

const planFile = (name: string): string => `artifacts:
- artifact_type: heroku
  content:
    href: https://git.example.org/example-nodejs-express.git
  language_pack: auto
  name: nodeus
  ports: 80
description: Nodejs express.
name: ${name}
version: 1
`;

describe('python-solumclient, byte for byte,', () => {
  let service: TestService;
  let solum: OldClient;

  beforeAll(async () => {
    service = await startService();
    solum = new OldClient(service.config.publicUrl, 'gAAAAABexample');
  });

  afterAll(() => service.close());

  it('creates a plan', async () => {
    const plan = await solum.planCreate(planFile('ex1'));
    expect(plan).toMatchObject({
      name: 'ex1',
      description: 'Nodejs express.',
      uri: `${service.config.publicUrl}/v1/plans/${plan.uuid}`,
      artifacts: [
        {
          name: 'nodeus',
          artifact_type: 'heroku',
          content: { href: 'https://git.example.org/example-nodejs-express.git' },
          language_pack: 'auto',
          ports: 80,
        },
      ],
      trigger_uri: null,
    });
  });

  it('creates a plan of which nothing but the name is known yet', async () => {
    const plan = await solum.planCreate('name: bare\nversion: 1\n');
    expect(plan).toMatchObject({ name: 'bare', description: '', artifacts: [] });
    expect(await solum.planShow('bare')).toEqual(plan);
  });

  it('lists plans, shows and deletes them by name and by uuid', async () => {
    const plans = [await solum.planCreate(planFile('ex2')), await solum.planCreate(planFile('ex3'))];
    const [first, second] = plans;
    expect(await solum.planList()).toEqual(expect.arrayContaining(plans));
    expect(await solum.planShow('ex2')).toEqual(first);
    expect(await solum.planShow(second?.uuid ?? '')).toEqual(second);

    await solum.planDelete('ex2');
    await solum.planDelete(second?.uuid ?? '');
    const names = (await solum.planList()).map(({ name }) => name);
    expect(names).not.toEqual(expect.arrayContaining(['ex2']));
    expect(names).not.toEqual(expect.arrayContaining(['ex3']));
  });

  it('creates a pipeline from a plan’s name, uuid and uri', async () => {
    const plan = await solum.planCreate(planFile('ex4'));
    for (const [index, reference] of ['ex4', plan.uuid, plan.uri].entries()) {
      const name = `made-${index}`;
      const pipeline = await solum.pipelineCreate(reference, 'build', name);
      expect(pipeline).toMatchObject({
        uuid: expect.any(String),
        name,
        description: '',
        plan_uri: plan.uri,
        trigger_uri: expect.stringContaining(`${service.config.publicUrl}/v1/triggers/`),
      });
    }
  });

  it('lists pipelines, shows and deletes them by name and by uuid', async () => {
    await solum.planCreate(planFile('ex5'));
    const first = await solum.pipelineCreate('ex5', 'build', 'pipe1');
    const second = await solum.pipelineCreate('ex5', 'build', 'pipe2');
    const names = async () => (await solum.pipelineList()).map(({ name }) => name);
    expect(await names()).toEqual(expect.arrayContaining(['pipe1', 'pipe2']));
    const shown = { uuid: first.uuid, workbook_name: 'build', last_execution: expect.any(String) };
    expect(await solum.pipelineShow('pipe1')).toMatchObject(shown);
    expect(await solum.pipelineShow(first.uuid)).toMatchObject(shown);

    await solum.pipelineDelete('pipe1');
    await solum.pipelineDelete(second.uuid);
    expect((await names()).filter((name) => name.startsWith('pipe'))).toEqual([]);
  });

  it.each([
    ['a plan with mistakes', 'colour: red\nname: ex1 of mine!\nversion: 1\n', /^\/colour: .*; \/name: /],
    ['a plan of another version', 'name: ex7\nversion: 7\n', /^\/version: must be 1$/],
    ['a plan that is a list', '- name: ex8\n', /mapping|object/],
  ])('says what is wrong with %s', async (_case, file, reason) => {
    await expect(solum.planCreate(file)).rejects.toThrow(reason);
  });

  it('says why a plan or a pipeline is refused, or not there', async () => {
    const plan = await solum.planCreate(planFile('ex6'));
    await solum.pipelineCreate('ex6', 'build', 'keeps-ex6');
    const elsewhere = `http://elsewhere.example.org/v1/plans/${plan.uuid}`;
    const attempts: readonly [() => Promise<unknown>, RegExp][] = [
      [() => solum.planDelete('ex6'), /A pipeline still refers to this plan/],
      [() => solum.planShow(NOWHERE), /There is no plan 0000/],
      [() => solum.pipelineShow(NOWHERE), /There is no pipeline 0000/],
      [() => solum.pipelineDelete(NOWHERE), /There is no pipeline 0000/],
      [() => solum.pipelineCreate('ex6', 'nonsense', 'pipe'), /There is no workbook nonsense/],
      [
        () => solum.pipelineCreate(elsewhere, 'build', 'pipe'),
        /The plan was not given or could not be found/,
      ],
    ];
    for (const [attempt, reason] of attempts) await expect(attempt()).rejects.toThrow(reason);
  });

  it('lists the language packs', async () => {
    const packs = await solum.list('language_packs');
    expect(packs).toContainEqual(
      expect.objectContaining({ uuid: expect.any(String), name: 'node', status: 'READY' }),
    );
  });

  it.each(['apps', 'components'])('hears that there are no %s', async (collection) => {
    await expect(solum.list(collection)).rejects.toThrow(`Cannot GET /v1/${collection}`);
  });
});
