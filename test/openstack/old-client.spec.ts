import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/shared/domain/ids.js';
import { OldClient, signIn } from '../support/old-client.js';
import { SampleRepository } from '../support/sample-repository.js';
import { startService, TestService } from '../support/test-service.js';
import { TestCloud } from './test-cloud.js';

const END_MS = 120_000;

describe('python-solumclient, byte for byte, with the real Keystone, Mistral and Heat,', () => {
  const cloud = TestCloud.open();
  const mark = newId().slice(0, 8);
  let repository: SampleRepository;
  let service: TestService;

  beforeAll(async () => {
    repository = await SampleRepository.make();
    service = await startService({
      environment: {
        ...cloud.serviceSettings,
        SOLUM_WORKFLOW_ENGINE: 'mistral',
        SOLUM_STACK_PROVIDER: 'heat',
        SOLUM_SOURCE_PROTOCOLS: 'file',
      },
    });
  });

  afterAll(async () => {
    await service.close();
    await repository.remove();
  });

  /** The catalogue's endpoint is asserted, not used: this service is on a port of its own. */
  async function clientOf(user: string): Promise<{ solum: OldClient; token: string }> {
    const { token, endpoint } = await signIn(cloud.authUrl, cloud.loginOf(user));
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    return { solum: new OldClient(service.config.publicUrl, token), token };
  }

  const planFile = (name: string): string => `artifacts:
- artifact_type: heroku
  content:
    href: ${repository.href}
  language_pack: auto
  name: nodeus
  ports: 80
  run_cmd: node server.mjs
  unittest_cmd: test -s greeting.txt
description: Nodejs express.
name: ${name}
version: 1
`;

  it('is told by Keystone that its password is wrong', async () => {
    const login = { ...cloud.loginOf('demo'), password: 'wrong' };
    await expect(signIn(cloud.authUrl, login)).rejects.toThrow(
      'The request you have made requires authentication.',
    );
  });

  it(
    'registers a plan, runs a pipeline of it, and takes both away',
    async () => {
      const { solum, token } = await clientOf('demo');
      const name = `old-${mark}`;
      const plan = await solum.planCreate(planFile(name));
      expect(await solum.planShow(name)).toEqual(plan);

      const { uuid } = await solum.pipelineCreate(name, 'unit_test', name);
      expect((await solum.pipelineList()).map((each) => each.uuid)).toContain(uuid);
      const shown = await solum.pipelineShow(name);
      expect(shown).toMatchObject({
        uuid,
        name,
        description: '',
        workbook_name: 'unit_test',
        trigger_uri: expect.stringContaining('/v1/triggers/'),
      });
      const api = service.api.with({ 'X-Auth-Token': token });
      const { state } = await api.ended(String(shown.last_execution), END_MS);
      expect(state).toBe('SUCCESS');

      await expect(solum.planDelete(name)).rejects.toThrow('A pipeline still refers to this plan');
      await solum.pipelineDelete(name);
      await solum.planDelete(plan.uuid);
      await expect(solum.pipelineShow(uuid)).rejects.toThrow(`There is no pipeline ${uuid} here.`);
      await expect(solum.planShow(name)).rejects.toThrow('No Plan matching');
    },
    END_MS,
  );

  it('is told which role is missing', async () => {
    const { solum } = await clientOf('reader');
    expect(await solum.planList()).toEqual(expect.any(Array));
    expect(await solum.pipelineList()).toEqual(expect.any(Array));
    await expect(solum.planCreate(planFile(`read-${mark}`))).rejects.toThrow('needs the role member');
    const uri = `${service.config.publicUrl}/v1/plans/${newId()}`;
    await expect(solum.pipelineCreate(uri, 'unit_test', 'read')).rejects.toThrow('needs the role member');
  });

  it('sees nothing of another project', async () => {
    const { solum } = await clientOf('demo');
    const { solum: stranger } = await clientOf('demo2');
    const plan = await solum.planCreate(planFile(`own-${mark}`));
    expect((await stranger.planList()).map(({ uuid }) => uuid)).not.toContain(plan.uuid);
    await expect(stranger.planShow(plan.uuid)).rejects.toThrow('There is no plan');
    await expect(stranger.planDelete(plan.uuid)).rejects.toThrow('There is no plan');
    await expect(stranger.pipelineCreate(plan.uri, 'unit_test', 'theirs')).rejects.toThrow(
      'The plan was not given or could not be found',
    );
    await solum.planDelete(plan.uuid);
  });

  it('hears that its token is not valid', async () => {
    const solum = new OldClient(service.config.publicUrl, 'gAAAAABexample');
    await expect(solum.planList()).rejects.toThrow(/token/);
  });
});
