import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { ToolContainerBuilder } from '../../src/modules/stations/infrastructure/tool-container-builder.js';
import { detectSandbox } from '../../src/shared/process/sandbox.js';
import { StationRig } from '../support/station-rig.js';
import { StationWork } from './stations-work.harness.js';

const execute = promisify(execFile);

describe('the stations that build and deploy', () => {
  const work = new StationWork();

  describe('image-build', () => {
    it('packs the built tree into the artifact store, without .git', async () => {
      const commit = await work.repository.commit({
        'src/app.js': 'app',
        'build.sh': '#!/bin/sh\nmkdir -p dist && cp src/app.js dist/',
      });
      const input = {
        source: { href: work.repository.path },
        command: './build.sh',
        image_format: 'slug',
        name: 'My App',
      };
      const { state, output } = await work.result(work.service(), 'image-build', input);
      expect({ state, output }).toMatchObject({
        state: 'SUCCESS',
        output: { passed: true, commit, artifact: { format: 'slug' } },
      });
      const { id, size } = output.artifact as { id: string; size: number };
      const content = await buffer(await work.artifacts.open(id));
      expect(content).toHaveLength(size);
      const listing = execute('tar', ['tz']);
      listing.child.stdin?.end(content);
      const names = (await listing).stdout.trim().split('\n');
      expect(names).toEqual(['build.sh', 'dist/', 'dist/app.js', 'src/', 'src/app.js']);
    });

    it('builds the same artifact from two clones of the same commit', async () => {
      await work.repository.commit({ a: 'a', 'b/c': 'c', run: '#!/bin/sh\n' });
      const rig = work.service();
      const build = () => work.result(rig, 'image-build', { source: { href: work.repository.path } });
      const [one, two] = [await build(), await build()];
      expect(one.output.artifact).toMatchObject({
        id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        format: 'slug',
      });
      expect(two.output.artifact).toEqual(one.output.artifact);
      expect(one.log).toContain('building a slug: there is no Containerfile or Dockerfile');
    });

    it('fails where the build command fails, and stores nothing', async () => {
      await work.repository.commit({ a: 'a' });
      const before = await stored();
      const input = { source: { href: work.repository.path }, command: 'echo no compiler; exit 2' };
      const { state, output } = await work.result(work.service(), 'image-build', input);
      expect({ state, output }).toMatchObject({
        state: 'ERROR',
        output: { passed: false, exit_code: 2, summary: 'the build failed with exit code 2' },
      });
      expect(await stored()).toEqual(before);
    });

    it('refuses to build an OCI image where there is no recipe', async () => {
      await work.repository.commit({ a: 'a' });
      const { state, output } = await work.result(work.service(), 'image-build', {
        source: { href: work.repository.path },
        image_format: 'oci',
      });
      expect({ state, output }).toMatchObject({
        state: 'ERROR',
        output: { summary: expect.stringContaining('no Containerfile or Dockerfile') },
      });
    });

    it('builds an image from a Containerfile where a tool works, else a slug', async () => {
      await work.repository.commit({ Containerfile: 'FROM scratch\nCOPY hello /\n', hello: 'hello' });
      const tool = await new ToolContainerBuilder(() => detectSandbox('none')).tool();
      const { state, output, log } = await work.result(work.service(), 'image-build', {
        source: { href: work.repository.path },
      });
      expect({ state, output }).toMatchObject({
        state: 'SUCCESS',
        output: { artifact: { format: tool ? 'oci' : 'slug' } },
      });
      expect(log).toContain(
        tool ? `building Containerfile with ${tool}` : 'no working buildah, podman or docker',
      );
    });

    const stored = async () =>
      existsSync(join(work.scratch.dataDir, 'artifacts'))
        ? readdir(join(work.scratch.dataDir, 'artifacts'))
        : [];
  });

  describe('stack-update', () => {
    async function slug(rig: StationRig): Promise<{ id: string; format: string; size: number }> {
      await work.repository.commit({ a: randomUUID() });
      const { output } = await work.result(rig, 'image-build', { source: { href: work.repository.path } });
      return output.artifact as { id: string; format: string; size: number };
    }

    it('deploys the artifact for the owner’s project and answers where it runs', async () => {
      const rig = work.service();
      const artifact = await slug(rig);
      work.stacks.add('stack-1');
      work.stacks.outcome = { outputs: { url: 'http://127.0.0.1:8080/' } };
      const input = {
        stack_id: 'stack-1',
        artifact: artifact.id,
        run_cmd: 'npm start',
        environment: { A: 'b' },
        health_path: '/health',
      };
      const { state, output, log } = await work.result(rig, 'stack-update', input);
      expect({ state, output }).toEqual({
        state: 'SUCCESS',
        output: {
          passed: true,
          summary: 'the stack is UPDATE_COMPLETE at http://127.0.0.1:8080/',
          stack: { id: 'stack-1', status: 'UPDATE_COMPLETE', url: 'http://127.0.0.1:8080/' },
        },
      });
      const parameters = {
        artifact: artifact.id,
        run_cmd: 'npm start',
        environment: { A: 'b' },
        health_path: '/health',
      };
      const request = { template: 'basic', parameters };
      expect(work.stacks.updates).toEqual([
        { projectId: 'project', token: 'token of the owner', stackId: 'stack-1', request },
      ]);
      expect(log).toMatch(/UPDATE_IN_PROGRESS: taken on\n[^]*UPDATE_COMPLETE/);
    });

    it('takes the whole result of the build for the artifact, too', async () => {
      const rig = work.service();
      const artifact = await slug(rig);
      work.stacks.add('stack-1');
      const { state } = await work.result(rig, 'stack-update', {
        stack_id: 'stack-1',
        artifact,
        run_cmd: 'x',
        environment: null,
      });
      expect(state).toBe('SUCCESS');
      expect(work.stacks.updates[0]?.request.parameters).toEqual({ artifact: artifact.id, run_cmd: 'x' });
    });

    it('reports why the stack failed', async () => {
      const rig = work.service();
      const artifact = await slug(rig);
      work.stacks.add('stack-1');
      work.stacks.outcome = { status: 'UPDATE_FAILED', statusReason: 'run_cmd ended with exit code 127' };
      const { state, output } = await work.result(rig, 'stack-update', {
        stack_id: 'stack-1',
        artifact: artifact.id,
        run_cmd: 'nope',
      });
      expect({ state, output }).toMatchObject({
        state: 'ERROR',
        output: {
          passed: false,
          summary: 'the stack is UPDATE_FAILED: run_cmd ended with exit code 127',
          stack: { url: null },
        },
      });
    });

    it('names an artifact or a stack that is not there', async () => {
      const rig = work.service();
      const unknown = `sha256:${'0'.repeat(64)}`;
      const lost = await work.result(rig, 'stack-update', {
        stack_id: 'stack-1',
        artifact: unknown,
        run_cmd: 'x',
      });
      expect(lost).toMatchObject({
        state: 'ERROR',
        output: {
          summary: expect.stringContaining(
            `There is no artifact ${unknown} to deploy: it was never built here`,
          ),
        },
      });
      const { id } = await slug(rig);
      const homeless = await work.result(rig, 'stack-update', {
        stack_id: 'nowhere',
        artifact: id,
        run_cmd: 'x',
      });
      expect(homeless).toMatchObject({ state: 'ERROR', output: { summary: 'There is no stack nowhere.' } });
    });
  });

  describe('stack-check', () => {
    it('passes where the stack runs, and says why where it does not', async () => {
      const rig = work.service();
      work.stacks.add('stack-1');
      work.stacks.outcome = { outputs: { url: 'http://127.0.0.1:1/' } };
      expect(await work.result(rig, 'stack-check', { stack_id: 'stack-1' })).toMatchObject({
        state: 'SUCCESS',
        output: { passed: true, stack: { status: 'CHECK_COMPLETE', url: 'http://127.0.0.1:1/' } },
      });
      work.stacks.outcome = { status: 'CHECK_FAILED', statusReason: 'nothing answers' };
      expect(await work.result(rig, 'stack-check', { stack_id: 'stack-1' })).toMatchObject({
        state: 'ERROR',
        output: { passed: false, summary: 'the stack is CHECK_FAILED: nothing answers' },
      });
    });
  });
});
