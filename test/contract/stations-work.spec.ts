import { describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { newId } from '../../src/shared/domain/ids.js';
import { processesWith } from '../support/processes.js';
import { until } from '../support/until.js';
import { StationWork } from './stations-work.harness.js';

describe('the stations that test', () => {
  const work = new StationWork();

  describe('unit-test', () => {
    it('runs the command in the commit’s tree and tells it what it tests', async () => {
      const commit = await work.repository.commit({
        'test.sh': '#!/bin/sh\necho "$SOLUM_COMMIT $SOLUM_REF $SOLUM_EXECUTION_ID $CI"\n',
      });
      await work.repository.commit({ 'test.sh': '#!/bin/sh\nexit 1\n' });
      const rig = work.service();
      const executionId = rig.contexts.begin();
      const source = { href: work.repository.path, ref: 'trunk', commit };
      const { state, output, log } = await work.result(
        rig,
        'unit-test',
        { source, command: './test.sh' },
        executionId,
      );
      expect({ state, output }).toEqual({
        state: 'SUCCESS',
        output: { passed: true, summary: 'the unit tests passed', exit_code: 0, commit },
      });
      expect(log).toContain(`${commit} trunk ${executionId} true\n`);
      expect(await rig.workspaces.list()).toEqual([]);
    });

    it('fails with the exit code, and the log tells why', async () => {
      await work.repository.commit({ a: 'a' });
      const source = { href: work.repository.path };
      const { state, output, log } = await work.result(work.service(), 'unit-test', {
        source,
        command: 'echo 1 of 2 failed >&2; exit 7',
      });
      expect(state).toBe('ERROR');
      expect(output).toMatchObject({
        passed: false,
        summary: 'the unit tests failed with exit code 7',
        exit_code: 7,
      });
      expect(log).toMatch(
        /1 of 2 failed\n\[solum\] exit code 7\n\[solum\] .* fail: the unit tests failed with exit code 7\n$/,
      );
    });

    it('names the trouble where the repository cannot be read', async () => {
      const source = { href: join(work.scratch.dataDir, 'nowhere') };
      const { state, output, log } = await work.result(work.service(), 'unit-test', {
        source,
        command: 'true',
      });
      expect({ state, output }).toMatchObject({
        state: 'ERROR',
        output: { passed: false, summary: expect.stringContaining('could not be fetched') },
      });
      expect(log).toContain('does not appear to be a git repository');
    });

    it('passes without a command, and says that there is nothing to test', async () => {
      const commit = await work.repository.commit({ a: 'a' });
      const source = { href: work.repository.path };
      const { state, output } = await work.result(work.service(), 'unit-test', { source });
      expect({ state, output }).toEqual({
        state: 'SUCCESS',
        output: { passed: true, summary: 'the plan names no unit tests', exit_code: 0, commit },
      });
    });

    it('refuses a source at a protocol that is not allowed before a job is made', async () => {
      const rig = work.service();
      for (const href of ['ext::sh -c id', 'https://github.com/a/b', '--upload-pack=id']) {
        await expect(rig.order('unit-test', { source: { href }, command: 'true' })).rejects.toMatchObject({
          kind: 'invalid',
          errors: [{ pointer: '/source/href', detail: expect.stringContaining('is refused') }],
        });
      }
    });

    it.each([
      ['an empty command', { command: ' ' }, '/command'],
      ['a wrong commit', { command: 'x', source: { href: '/a', commit: 'HEAD' } }, '/source/commit'],
      ['a ref that is an option', { command: 'x', source: { href: '/a', ref: '--all' } }, '/source/ref'],
      ['an unknown member', { command: 'x', more: 1 }, '/more'],
    ])('refuses %s', async (_, input, pointer) => {
      const rig = work.service();
      const order = rig.order('unit-test', { source: { href: '/a' }, ...input });
      await expect(order).rejects.toMatchObject({ kind: 'invalid', errors: [{ pointer }] });
    });

    it('ends all that it started, grandchildren too, when it takes too long', async () => {
      await work.repository.commit({
        'test.sh': '#!/bin/sh\nsh -c "sleep 1234 & sleep 1234" &\nsleep 1234\n',
      });
      const rig = work.service({ timeoutMs: 1500 });
      const mark = `SOLUM_EXECUTION_ID=${rig.contexts.begin()}`;
      const { state, output, log } = await work.result(
        rig,
        'unit-test',
        { source: { href: work.repository.path }, command: './test.sh' },
        mark.split('=')[1],
      );
      expect({ state, output }).toEqual({
        state: 'ERROR',
        output: { passed: false, summary: 'timed out after 1.5 s' },
      });
      expect(log).toContain('error: timed out after 1.5 s\n');
      expect(await processesWith(mark)).toEqual([]);
    });

    it('ends all that it started at once when its execution is cancelled', async () => {
      await work.repository.commit({
        'test.sh':
          '#!/bin/sh\ntrap "" TERM\nsh -c "sleep 1234 & sleep 1234" &\necho ready\nsleep 1234\nsleep 1234\n',
      });
      const rig = work.service();
      const executionId = rig.contexts.begin();
      const taskId = newId();
      const action = await rig.order(
        'unit-test',
        { source: { href: work.repository.path }, command: './test.sh' },
        executionId,
        taskId,
      );
      await until(async () => (await work.logOf(rig, executionId, taskId)).includes('ready\n'));
      expect((await processesWith(`SOLUM_EXECUTION_ID=${executionId}`)).length).toBeGreaterThan(2);
      rig.contexts.end(executionId);
      await until(() => rig.engine.of(action).length === 1);
      expect(rig.engine.of(action)).toMatchObject([{ state: 'CANCELLED' }]);
      expect(await processesWith(`SOLUM_EXECUTION_ID=${executionId}`)).toEqual([]);
    });

    it('keeps the beginning and the end of endless output', async () => {
      await work.repository.commit({ a: 'a' });
      const rig = work.service({ outputBytes: 10_000 });
      const command = 'echo first; i=0; while [ $i -lt 5000 ]; do echo line $i; i=$((i+1)); done; echo last';
      const { state, log } = await work.result(rig, 'unit-test', {
        source: { href: work.repository.path },
        command,
      });
      expect(state).toBe('SUCCESS');
      expect(log.length).toBeLessThan(13_000);
      expect(log).toMatch(
        /first\n[^]*of what follows only the end is kept[^]*bytes were left out here[^]*line 4999\nlast\n/,
      );
    });

    it('never shows the token of a private repository, not even to the tests', async () => {
      await work.repository.commit({ a: 'a' });
      const rig = work.service();
      const executionId = rig.contexts.begin({ repoToken: 'ghp_0123456789' });
      const command =
        'env; echo ghp_01; sleep 0.1; printf ghp_01234; sleep 0.1; echo 56789; grep -r ghp_0123 .git $HOME';
      const { log } = await work.result(
        rig,
        'unit-test',
        { source: { href: work.repository.path }, command },
        executionId,
      );
      expect(log).not.toContain('ghp_0123456789');
      expect(log).toContain('\n********\n');
    });
  });

  describe('functional-test', () => {
    it('finds the running application by APP_URL', async () => {
      await work.repository.commit({ a: 'a' });
      const server = createServer((_request, response) => response.end('it works'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const command = `node -e 'fetch(process.env.APP_URL).then((r) => r.text()).then(console.log)'`;
      const { state, output, log } = await work.result(work.service(), 'functional-test', {
        source: { href: work.repository.path },
        command,
        url,
      });
      expect({ state, output }).toMatchObject({ state: 'SUCCESS', output: { passed: true, url } });
      expect(log).toContain('it works\n');
      await new Promise((resolve) => server.close(resolve));
    });

    it('refuses a URL that is none', async () => {
      const order = work.service().order('functional-test', {
        source: { href: '/a' },
        command: 'x',
        url: 'file:///etc/passwd',
      });
      await expect(order).rejects.toMatchObject({ errors: [{ pointer: '/url' }] });
    });
  });
});
