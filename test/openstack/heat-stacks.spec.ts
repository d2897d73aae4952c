import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { StackScope } from '../../src/modules/stacks/domain/stack-provider.js';
import { stackNameFor } from '../../src/modules/stacks/infrastructure/heat/heat-identity.js';
import { newId } from '../../src/shared/domain/ids.js';
import { stackProviderContract } from '../contract/stack-provider.contract.js';
import { HeatHarness } from './heat-stacks.harness.js';

/** Everything shares two cores with Heat. */
jest.setTimeout(180_000);

stackProviderContract('heat', () => HeatHarness.open());

describe('the stacks in the real Heat', () => {
  const patience = (): AbortSignal => AbortSignal.timeout(20_000);
  let harness: HeatHarness;
  let own: StackScope;

  beforeAll(async () => {
    harness = await HeatHarness.open();
    own = harness.newScope();
  });

  afterAll(() => harness.close(), 120_000);

  it('are updated, checked and deleted through a trust, and no trust of Heat’s is left', async () => {
    const { provider, cloud } = harness;
    const trusts = await cloud.trustsOf('demo');
    const { id } = await provider.create(own, { requestId: newId(), name: 'by trust' });
    const heats = (await cloud.trustsOf('demo')).filter((trust) => !trusts.includes(trust));
    const trust = await cloud.delegate('demo');
    try {
      await provider.update(trust.scope, id, await harness.answering('trusted'));
      expect(await provider.settled(trust.scope, id, patience())).toMatchObject({
        status: 'UPDATE_COMPLETE',
      });
      expect(await provider.check(trust.scope, id)).toMatchObject({ status: 'CHECK_COMPLETE' });
      await provider.update(trust.scope, id, await harness.failing('no trust'));
      expect(await provider.settled(trust.scope, id, patience())).toMatchObject({ status: 'UPDATE_FAILED' });
      await provider.delete(trust.scope, id);
    } finally {
      await trust.end();
    }
    expect(heats).not.toEqual([]);
    const left = await cloud.trustsOf('demo');
    expect(heats.filter((made) => left.includes(made))).toEqual([]);
  });

  it('do not take over a stack of somebody else’s that has their name', async () => {
    const { provider } = harness;
    const requestId = newId();
    const name = stackNameFor('shop', requestId);
    const theirs = await harness.createForeign(own, name);
    await expect(provider.create(own, { requestId, name: 'shop' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'stack.exists',
      message: expect.stringContaining(name),
    });
    await expect(provider.get(own, theirs)).resolves.toMatchObject({ name });
    await provider.delete(own, theirs);
  });

  it('take on an update that comes just when the one before is being rolled back', async () => {
    const { provider } = harness;
    const { id } = await provider.create(own, { requestId: newId(), name: 'shop' });
    for (const text of ['one', 'two', 'three']) {
      await provider.update(own, id, await harness.failing(`not ${text}`));
      await provider.update(own, id, await harness.answering(text));
      const stack = await provider.settled(own, id, patience());
      expect(stack).toMatchObject({ status: 'UPDATE_COMPLETE' });
      expect(await (await fetch(stack.outputs.url as string)).text()).toBe(text);
    }
  });

  it('are deleted by two at once', async () => {
    const { provider } = harness;
    const { id } = await provider.create(own, { requestId: newId(), name: 'shop' });
    await provider.update(own, id, await harness.answering('gone'));
    await provider.settled(own, id, patience());
    await Promise.all([provider.delete(own, id), provider.delete(own, id), provider.delete(own, id)]);
    await expect(provider.get(own, id)).rejects.toMatchObject({ code: 'stack.not_found' });
  });

  it('are still known by their request after updates', async () => {
    const { provider } = harness;
    const requestId = newId();
    const { id } = await provider.create(own, { requestId, name: 'shop' });
    await provider.update(own, id, await harness.answering('known'));
    await provider.settled(own, id, patience());
    await expect(provider.findByRequest(own, requestId)).resolves.toMatchObject({ id });
  });

  it('do not begin an update again that is under way', async () => {
    const { provider } = harness;
    const { id } = await provider.create(own, { requestId: newId(), name: 'shop' });
    const update = await harness.answering('once');
    const first = await provider.update(own, id, update);
    const second = await provider.update(own, id, update);
    expect(second.updatedAt).toEqual(first.updatedAt);
    const begun: Date[] = [];
    await provider.settled(own, id, patience(), ({ at, status, resource }) => {
      if (resource === first.name && status === 'UPDATE_IN_PROGRESS') begun.push(at);
    });
    expect(begun).toHaveLength(1);
  });
});
