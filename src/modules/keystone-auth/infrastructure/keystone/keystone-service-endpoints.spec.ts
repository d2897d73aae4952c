import { describe, expect, it } from '@jest/globals';
import type { OpenStackConfig } from '../../../../config/app-config.js';
import { KeystoneServiceEndpoints, NoServiceEndpoints } from './keystone-service-endpoints.js';
import type { TokenFacts } from './keystone-wire.js';

const OWN = '50ad8671f3214099886e06091d870f1d';
const OTHER = '9249efdc0b37438ab94e907d54cffc04';

function at(url: string, kind = 'public', region = 'RegionOne') {
  return { interface: kind, url, region, region_id: region };
}

const facts: TokenFacts = {
  issued_at: new Date(),
  expires_at: new Date(),
  user: { id: 'u', name: 'solum' },
  project: { id: OWN, name: 'service' },
  roles: [],
  catalog: [
    {
      type: 'orchestration',
      endpoints: [
        at(`http://internal/v1/${OWN}/`, 'internal'),
        at(`http://one/v1/${OWN}/`),
        at(`http://two/v1/AUTH_${OWN}`, 'public', 'RegionTwo'),
      ],
    },
    { type: 'workflow', endpoints: [at('http://mistral/v2')] },
  ],
};

function endpoints(config: Partial<OpenStackConfig> = {}): KeystoneServiceEndpoints {
  const keystone = { serviceToken: async () => ({ value: 'token', facts, askedAt: new Date() }) };
  return new KeystoneServiceEndpoints(keystone, {
    region: undefined,
    interface: 'public',
    mistralUrl: undefined,
    heatUrl: undefined,
    ...config,
  });
}

describe('endpoints from the catalogue', () => {
  it('have the project that is asked for where Keystone put the service’s own, and no slash at the end', async () => {
    await expect(endpoints().of('orchestration', OTHER)).resolves.toBe(`http://one/v1/${OTHER}`);
  });

  it('are of the region and the interface that are configured', async () => {
    await expect(endpoints({ region: 'RegionTwo' }).of('orchestration', OTHER)).resolves.toBe(
      `http://two/v1/AUTH_${OTHER}`,
    );
    await expect(endpoints({ interface: 'internal' }).of('orchestration', OTHER)).resolves.toBe(
      `http://internal/v1/${OTHER}`,
    );
  });

  it('are found under a newer name of the service type', async () => {
    await expect(endpoints().of('workflowv2', OTHER)).resolves.toBe('http://mistral/v2');
  });

  it('may be overridden, with a place for the project', async () => {
    const own = endpoints({ mistralUrl: 'http://m:8989/v2/', heatUrl: 'http://h:8004/v1/%(project_id)s' });
    await expect(own.of('workflowv2', OTHER)).resolves.toBe('http://m:8989/v2');
    await expect(own.of('orchestration', OTHER)).resolves.toBe(`http://h:8004/v1/${OTHER}`);
    const dollar = endpoints({ heatUrl: 'http://h:8004/v1/$(tenant_id)s' });
    await expect(dollar.of('orchestration', OTHER)).resolves.toBe(`http://h:8004/v1/${OTHER}`);
  });

  it('say what is missing where the catalogue has none', async () => {
    await expect(endpoints({ region: 'RegionThree' }).of('orchestration', OTHER)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'catalogue.no_endpoint',
      message: "Keystone's catalogue has no public endpoint of orchestration in region RegionThree.",
    });
    await expect(new NoServiceEndpoints().of('orchestration')).rejects.toMatchObject({
      code: 'catalogue.no_endpoint',
    });
  });
});
