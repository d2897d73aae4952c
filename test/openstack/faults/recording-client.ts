import {
  OpenStackClient,
  type OpenStackRequest,
  type OpenStackResponse,
} from '../../../src/shared/openstack/openstack-client.js';
import { TokenRefused } from '../../../src/shared/openstack/openstack-errors.js';

interface Authentication {
  readonly auth: { readonly scope: Readonly<Record<string, unknown>> };
}

/** Calls the cloud as the service does, and keeps count of the tokens that it asks for and of those that are refused. */
export class RecordingClient extends OpenStackClient {
  readonly made = { service: 0, trust: 0 };
  readonly refused: string[] = [];

  override async request(request: OpenStackRequest): Promise<OpenStackResponse> {
    const { service, method, url, body } = request;
    try {
      const answer = await super.request(request);
      if (service === 'keystone' && method === 'POST' && new URL(url).pathname.endsWith('/auth/tokens'))
        this.made['OS-TRUST:trust' in (body as Authentication).auth.scope ? 'trust' : 'service'] += 1;
      return answer;
    } catch (error) {
      if (error instanceof TokenRefused) this.refused.push(`${method} ${url}`);
      throw error;
    }
  }
}
