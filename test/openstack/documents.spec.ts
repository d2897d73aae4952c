import { describe } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pages } from '../documents/commands/console-blocks.js';
import { A_CLOUD } from '../documents/commands/given.js';
import type { Reader } from '../documents/commands/reader.js';
import { runPage } from '../documents/commands/runs-as-printed.js';
import { GitRepository } from '../support/git-repository.js';
import { TestCloud } from './test-cloud.js';

/** Beside the test cloud's own, so that the catalogue's other entries for the service are not the reader's. */
const REGION = 'Documents';

const cloud = TestCloud.open();

/** The clouds of an administrator and of a user, and a repository that they may have built. */
async function prepareCloud(_given: string, reader: Reader): Promise<void> {
  const clouds = { admin: cloudOf('admin'), me: { ...cloudOf('demo'), region_name: REGION } };
  const directory = join(reader.home, '.config', 'openstack');
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'clouds.yaml'), JSON.stringify({ clouds }));
  const repository = await GitRepository.make(join(reader.directory, 'repository'));
  await repository.commit({ 'greeting.txt': 'hello\n' });
  await reader.define('REGION', REGION);
  await reader.define('REPOSITORY', `file://${repository.path}`);
  await reader.follow({ text: 'export SOLUM_SOURCE_PROTOCOLS=file' });
  reader.afterwards(async () => {
    await reader.follow({ text: 'export OS_CLOUD=admin' });
    await reader.follow({ text: 'openstack service delete solum-pipelines' });
    await reader.follow({ text: 'openstack user delete --domain Default solum-pipelines' });
    await reader.follow({ text: `openstack region delete ${REGION}` });
  });
}

function cloudOf(user: string) {
  const { username, password, project } = cloud.loginOf(user);
  const domains = { user_domain_name: 'Default', project_domain_name: 'Default' };
  return { auth: { auth_url: cloud.authUrl, username, password, project_name: project, ...domains } };
}

describe.each(pages().filter(({ given }) => given === A_CLOUD))('$path', (page) =>
  runPage(page, prepareCloud),
);
