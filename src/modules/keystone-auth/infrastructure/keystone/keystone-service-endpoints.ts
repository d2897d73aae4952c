import { OpenStackConfig } from '../../../../config/app-config.js';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { ServiceEndpoints } from '../../../../shared/domain/service-endpoints.js';
import { KeystoneClient } from './keystone-client.js';
import type { Catalogue } from './keystone-wire.js';

/** Official service types and their aliases (service-types.openstack.org). */
const ALIASES: Readonly<Record<string, readonly string[]>> = { workflowv2: ['workflow'] };
const PROJECT_PLACE = /[%$]\((project_id|tenant_id)\)s?/g;

/**
 * The catalogue comes with the service user's token, so it is as old as that is. In it Keystone has put the service user's
 * project into the templates of URLs (`…/v1/%(project_id)s`): another project's endpoint has its own id there.
 */
export class KeystoneServiceEndpoints extends ServiceEndpoints {
  private readonly overrides: Readonly<Record<string, string | undefined>>;

  constructor(
    private readonly keystone: Pick<KeystoneClient, 'serviceToken'>,
    private readonly config: Pick<OpenStackConfig, 'region' | 'interface' | 'mistralUrl' | 'heatUrl'>,
  ) {
    super();
    this.overrides = { workflowv2: config.mistralUrl, orchestration: config.heatUrl };
  }

  async of(serviceType: string, projectId: string): Promise<string> {
    const override = this.overrides[serviceType];
    if (override !== undefined) return endpoint(override.replace(PROJECT_PLACE, projectId));
    const { facts } = await this.keystone.serviceToken();
    const url = this.find(serviceType, facts.catalog);
    const own = facts.project?.id;
    return endpoint(own === undefined ? url : url.replaceAll(own, projectId));
  }

  private find(serviceType: string, catalogue: Catalogue): string {
    const { region, interface: wanted } = this.config;
    for (const type of [serviceType, ...(ALIASES[serviceType] ?? [])]) {
      const found = catalogue
        .filter((service) => service.type === type)
        .flatMap(({ endpoints }) => endpoints)
        .find(
          (candidate) =>
            candidate.interface === wanted &&
            (region === undefined || (candidate.region ?? candidate.region_id) === region),
        );
      if (found) return found.url;
    }
    const place = region === undefined ? '' : ` in region ${region}`;
    throw new DomainError(
      'unavailable',
      'catalogue.no_endpoint',
      `Keystone's catalogue has no ${wanted} endpoint of ${serviceType}${place}.`,
    );
  }
}

/** In a deployment without a cloud. */
export class NoServiceEndpoints extends ServiceEndpoints {
  async of(serviceType: string): Promise<string> {
    throw new DomainError(
      'unavailable',
      'catalogue.no_endpoint',
      `There is no cloud to find ${serviceType} in.`,
    );
  }
}

function endpoint(url: string): string {
  return url.replace(/\/+$/, '');
}
