import { Delegations } from '../domain/delegations.js';

/** The development user is always there: nothing has to be delegated, and nothing is kept. */
export class DevelopmentDelegations extends Delegations {
  async create(): Promise<void> {}

  async token(): Promise<string> {
    return 'development';
  }

  async delete(): Promise<void> {}
}
