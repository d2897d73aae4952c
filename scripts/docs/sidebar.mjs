import { readdirSync, readFileSync } from 'node:fs';
import { apiTags } from './api-reference.mjs';

const DECISIONS = new URL('../../docs/adr/', import.meta.url);

/** Every page of the site, in the order in which it is told. */
export const sidebar = [
  group('Start', [
    ['On a laptop', '/start/laptop'],
    ['In a cloud', '/start/cloud'],
    ['Write a workbook', '/start/write-a-workbook'],
  ]),
  group('Use', [
    ['Command line', '/use/command-line'],
    ['Workbooks', '/use/workbooks'],
    ['Language packs', '/use/language-packs'],
    ['Runs', '/use/runs'],
    ['Approvals', '/use/approvals'],
    ['Webhooks', '/use/webhooks'],
    ['Deliveries', '/use/deliveries'],
    ['Schedules', '/use/schedules'],
    ['Missed events', '/use/missed-events'],
    ['Commit statuses', '/use/commit-statuses'],
    ['Secrets', '/use/secrets'],
    ['Logs and events', '/use/logs-and-events'],
  ]),
  group('Operate', [
    ['Deploy', '/operate/deploy'],
    ['Keystone, Mistral and Heat', '/operate/openstack'],
    ['Roles', '/operate/roles'],
    ['Monitoring and alerts', '/operate/monitoring'],
    ['Back up and upgrade', '/operate/backup-and-upgrade'],
    ['Back up MariaDB', '/operate/backup-mariadb'],
    ['Keys', '/operate/keys'],
    ['Retention and audit', '/operate/retention-and-audit'],
  ]),
  group('Reference', [
    ['Settings', '/reference/settings'],
    ['Stations', '/reference/stations'],
    ['Errors', '/reference/errors'],
    ['Glossary', '/reference/glossary'],
    ['Capabilities', '/reference/capabilities'],
    ['Differences from Mistral', '/reference/mistral-differences'],
    ['The old client', '/reference/old-client'],
  ]),
  folded('API', [
    ['Overview', '/reference/api'],
    ['All operations', '/reference/api/operations'],
    ...apiTags().map(({ name, slug }) => [name, `/reference/api/${slug}`]),
  ]),
  group('How it works', [
    ['Architecture', '/architecture'],
    ['Stations', '/inside/stations'],
    ['What users never meet', '/inside/promises'],
    ['Performance', '/inside/performance'],
  ]),
  folded('Decisions', [['Overview', '/adr/'], ...decisions()]),
];

function group(text, pages) {
  return { text, collapsed: false, items: pages.map(([title, link]) => ({ text: title, link })) };
}

function folded(text, pages) {
  return { ...group(text, pages), collapsed: true };
}

function decisions() {
  const files = readdirSync(DECISIONS).filter((name) => /^\d+-.*\.md$/.test(name));
  return files
    .sort()
    .map((name) => [
      readFileSync(new URL(name, DECISIONS), 'utf8').split('\n')[0].replace(/^# /, ''),
      `/adr/${name.replace(/\.md$/, '')}`,
    ]);
}
