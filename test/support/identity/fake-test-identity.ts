import { FakeKeystone } from './fake-keystone.js';
import { isElsewhere, type Person, ROLES_OF, type TestIdentity } from './test-identity.js';

/** The claims' people in a fake Keystone of their own. */
export async function fakeIdentity() {
  const keystone = await FakeKeystone.start();
  const { identities } = keystone;
  const service = identities.addProject('service');
  const home = identities.addProject('home');
  const elsewhere = identities.addProject('elsewhere');
  const solum = identities.addUser('solum', 'secret of solum');
  identities.rolesIn(solum, service).add('service');
  const account = (person: Person) => {
    const user = identities.addUser(person, `secret of ${person}`);
    const project = isElsewhere(person) ? elsewhere : home;
    for (const role of ROLES_OF[person]) identities.rolesIn(user, project).add(role);
    return { user, project, userId: user.id, projectId: project.id };
  };
  const people = {
    member: account('member'),
    reader: account('reader'),
    manager: account('manager'),
    stranger: account('stranger'),
    admin: account('admin'),
  };
  const tokenOf = (person: Person) =>
    identities.forProject(people[person].user, people[person].project, ['password']);
  const identity: TestIdentity = {
    authUrl: keystone.authUrl,
    credentials: { OS_USERNAME: 'solum', OS_PASSWORD: 'secret of solum' },
    serviceUserId: solum.id,
    people,
    signIn: async (person, scope = 'project') =>
      scope === 'project'
        ? tokenOf(person).value
        : identities.unscoped(people[person].user, { domain: scope === 'domain', system: scope === 'system' })
            .value,
    serviceToken: async () => identities.forProject(solum, service, ['password']).value,
    applicationCredentialToken: async (person) => {
      const { user, project } = people[person];
      const { id, secret } = identities.addCredential(user, project);
      return identities.forProject(identities.byCredential(id, secret).user, project, [
        'application_credential',
      ]).value;
    },
    revokeToken: async (token) => identities.revoke(token),
    trustsOf: async (person) =>
      [...identities.trusts.values()]
        .filter(({ trustor_user_id }) => trustor_user_id === people[person].userId)
        .map(({ id, trustee_user_id: trusteeId, roles }) => ({ id, trusteeId, roles })),
    deleteTrust: async (person, id) => identities.deleteTrust(tokenOf(person), id),
    grant: async (person, role) =>
      void identities.rolesIn(people[person].user, people[person].project).add(role),
    withdraw: async (person, role) =>
      void identities.rolesIn(people[person].user, people[person].project).delete(role),
    close: () => keystone.stop(),
  };
  return { ...identity, keystone, accounts: people, home, elsewhere };
}
