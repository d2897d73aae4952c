import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { planBody } from '../support/api-client.js';
import { startService, TestService } from '../support/test-service.js';

describe('checking without keeping', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
  });
  afterAll(() => service.close());

  describe('a plan', () => {
    const check = (body: string | object) =>
      typeof body === 'string'
        ? service.api
            .post('/v1/plans/validate')
            .set('Content-Type', 'application/x-yaml')
            .set('Accept', 'application/json')
            .send(body)
        : service.api.post('/v1/plans/validate', body);

    it('that is right is valid, and is not there afterwards', async () => {
      const { body } = await check(planBody()).expect(200);
      expect(body).toEqual({ valid: true, errors: [] });
      expect((await service.api.get('/v1/plans')).body).toEqual([]);
    });

    it('names every wrong field, and its line in YAML', async () => {
      const { body } = await check(
        '# My plan\nversion: 1\nname: my shop\nartifacts:\n  - name: web\n    content: {href: "ext::sh"}\n    ports: many\n',
      ).expect(200);
      expect(body.valid).toBe(false);
      expect(body.errors.map(({ pointer, line }: never) => [pointer, line])).toEqual([
        ['/name', 3],
        ['/artifacts/0/content/href', 6],
        ['/artifacts/0/ports', 7],
      ]);
    });

    it('in JSON is told the field without a line', async () => {
      const { body } = await check(planBody({ name: '' })).expect(200);
      expect(body.errors).toEqual([
        { pointer: '/name', detail: expect.stringContaining('1 to 100'), line: null, column: null },
      ]);
    });

    it('that is no YAML is told where it stops being some', async () => {
      const { body } = await check('version: 1\nartifacts: [\n').expect(200);
      expect(body).toMatchObject({ valid: false, errors: [{ pointer: '', line: 3 }] });
    });
  });

  describe('a workbook', () => {
    const check = (text: string) =>
      service.api.post('/v1/workbooks/validate').set('Content-Type', 'text/plain').send(text);
    const withTask = (task: string) =>
      `version: '2.0'\nname: own\nworkflows:\n  main:\n    tasks:\n      build:\n        ${task}\n`;

    it('that is right is answered with what it would be, and is not kept', async () => {
      const { body } = await check(withTask('on-success: fail')).expect(200);
      expect(body).toMatchObject({ valid: true, error: null, line: null, column: null });
      expect(body.workbook).toMatchObject({ name: 'own', entry_workflow: 'main' });
      expect(body.workbook.workflows[0].edges).toEqual([
        { from: 'build', to: 'fail', on: 'success', condition: null },
      ]);
      await service.api.get('/v1/workbooks/own').expect(404);
    });

    it.each([
      ['a wrong attribute', 'retry: often', 7],
      ['an unknown attribute', 'acton: std.noop', 6],
      ['a task that is not there', 'on-success: deploy', 6],
      ['an expression that cannot be read', 'publish: {a: <% $.a + %>}', 7],
    ])('is told the line of %s', async (_what, task, line) => {
      const { body } = await check(withTask(task)).expect(200);
      expect(body).toMatchObject({ valid: false, line, workbook: null });
      expect(body.error).not.toBe('');
    });

    it('that is no YAML is told where it stops being some', async () => {
      const { body } = await check('version: "2.0"\nname: [own\nworkflows: {}\n').expect(200);
      expect(body).toMatchObject({ valid: false, line: 3, column: 1 });
    });

    it('is found at the right line below characters that mean something in YAML only', async () => {
      const { body } = await check(`# *&@ marks\n${withTask('description: [*a, &b, 5]')}`).expect(200);
      expect(body).toMatchObject({ valid: false, line: 8 });
    });

    it('tells which workflow a pipeline would run, also once it is kept', async () => {
      const several =
        "version: '2.0'\nname: own\nworkflows:\n  a: {tasks: {x: {action: std.noop}}}\n  b: {tasks: {x: {action: std.noop}}}\n";
      const { body } = await check(several).expect(200);
      expect(body).toMatchObject({ valid: true, workbook: { entry_workflow: null } });
      const builtIn = await service.api.get('/v1/workbooks/test_build_deploy').expect(200);
      expect(builtIn.body.entry_workflow).toBe('main');
    });
  });
});
