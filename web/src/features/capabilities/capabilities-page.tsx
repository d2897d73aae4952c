import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, dataOf, type Schemas } from '../../shared/api/client.js';
import { ErrorNotice, Page, Skeleton, Table, Tag } from '../../shared/ui/index.js';
import styles from './capabilities.module.css';
import { StationCard } from './station-card.js';

type Capabilities = Schemas['Capabilities'];

export const capabilitiesQuery = queryOptions({
  queryKey: ['capabilities'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/capabilities', { signal })),
});

const HOST_NAMES: Readonly<Record<string, string>> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  gitea: 'Gitea and Forgejo',
  bitbucket: 'Bitbucket Cloud and Data Center',
  plain: 'Plain requests: curl and scripts',
};

export function CapabilitiesPage(): ReactNode {
  const { data, error, refetch } = useQuery(capabilitiesQuery);
  return (
    <Page title="Capabilities">
      <p className={styles.lead}>
        What this service can do for the project right now, asked of its parts a moment ago. A part that does
        not answer says why.
      </p>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} label="Asking the service what it can do" />}
      {data && <Sections capabilities={data} />}
    </Page>
  );
}

function Sections({ capabilities }: { capabilities: Capabilities }): ReactNode {
  const { engines, stack_providers: providers, git_hosts: hosts, stations } = capabilities;
  return (
    <>
      <div className={styles.columns}>
        <Section id="engines" title="Workflow engines" about="They step through workbooks.">
          {engines.map((engine) => (
            <Part key={engine.provider} {...engine} />
          ))}
        </Section>
        <Section id="stacks" title="Stack providers" about="They run what was built.">
          {providers.map((provider) => (
            <Part key={provider.provider} {...provider} version={null} />
          ))}
        </Section>
        <Section id="hosts" title="Git hosts" about="Their webhooks are understood and verified.">
          <ul className={styles.plain}>
            {hosts.map(({ name }) => (
              <li key={name}>{HOST_NAMES[name] ?? name}</li>
            ))}
          </ul>
        </Section>
      </div>
      <Workers capabilities={capabilities} />
      <Section
        id="stations"
        title="Stations"
        about="The work that a workbook’s tasks can have done, and what each takes."
      >
        {stations.map((station) => (
          <StationCard key={station.id} station={station} />
        ))}
      </Section>
      <Workbooks capabilities={capabilities} />
      <LanguagePacks packs={capabilities.language_packs} />
      <Templates templates={capabilities.stack_templates} />
    </>
  );
}

function Section(props: { id: string; title: string; about: string; children: ReactNode }): ReactNode {
  const { id, title, about, children } = props;
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h2 id={id}>{title}</h2>
      <p className={styles.about}>{about}</p>
      {children}
    </section>
  );
}

function Part(props: {
  provider: string;
  version: string | null;
  available: boolean;
  reason: string | null;
}): ReactNode {
  const { provider, version, available, reason } = props;
  return (
    <p className={styles.part}>
      <strong>{provider}</strong> {version !== null && <span>version {version}</span>}{' '}
      <Tag tone={available ? 'good' : 'bad'}>{available ? 'available' : 'not available'}</Tag>
      {reason !== null && <span className={styles.reason}>{reason}</span>}
    </p>
  );
}

function Workers({ capabilities }: { capabilities: Capabilities }): ReactNode {
  const { runners, image_formats: formats } = capabilities;
  return (
    <Section
      id="runners"
      title="Runners and image formats"
      about="What the workers have found on their machines. Without a worker, runs wait in the queue."
    >
      <Table label="Runners">
        <thead>
          <tr>
            <th scope="col">Runner</th>
            <th scope="col">Does</th>
            <th scope="col">Labels</th>
            <th scope="col">Workers</th>
          </tr>
        </thead>
        <tbody>
          {runners.map(({ kind, name, labels, workers }) => (
            <tr key={`${kind} ${name} ${labels.join()}`}>
              <th scope="row">{name === 'none' ? 'no isolation' : name}</th>
              <td>{kind === 'process' ? 'runs commands' : 'builds container images'}</td>
              <td>
                <span className={styles.tags}>
                  {labels.map((label) => (
                    <Tag key={label}>{label}</Tag>
                  ))}
                </span>
              </td>
              <td>{workers}</td>
            </tr>
          ))}
          {runners.length === 0 && (
            <tr>
              <td colSpan={4}>No worker is there. Start one, or ask the operator of this service.</td>
            </tr>
          )}
        </tbody>
      </Table>
      <ul className={styles.plain}>
        {formats.map(({ format, tools, workers }) => (
          <li key={format}>
            Image format <code>{format}</code>,{' '}
            {tools.length > 0 ? `built by ${tools.join(', ')}` : 'packed by the service itself'}:{' '}
            {workers === 0
              ? 'no worker can make it now'
              : `${workers} ${workers === 1 ? 'worker makes' : 'workers make'} it`}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Workbooks({ capabilities }: { capabilities: Capabilities }): ReactNode {
  const { workbooks, workbooks_unavailable: missing } = capabilities;
  return (
    <Section id="workbooks" title="Workbooks" about="Which tasks run in which order.">
      {missing !== null && (
        <ErrorNotice title="The project’s own workbooks are missing" error={new Error(missing)} />
      )}
      <ul className={styles.plain}>
        {workbooks.map(({ name, description, origin }) => (
          <li key={name}>
            <Link to="/workbooks/$workbookName" params={{ workbookName: name }}>
              {name}
            </Link>{' '}
            {origin === 'project' && <Tag tone="accent">own</Tag>} {description}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LanguagePacks({ packs }: { packs: Capabilities['language_packs'] }): ReactNode {
  return (
    <Section
      id="language-packs"
      title="Language packs"
      about="How the source of a language is tested, built and run where a plan does not say. A plan names one, or auto."
    >
      <ul className={styles.plain}>
        {packs.map(({ name, description, origin, detected_by: files }) => (
          <li key={name}>
            <strong>{name}</strong> {origin === 'project' && <Tag tone="accent">own</Tag>} {description}
            {files.length > 0 && `, told by ${files.join(', ')}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Templates({ templates }: { templates: Capabilities['stack_templates'] }): ReactNode {
  return (
    <Section
      id="templates"
      title="Stack templates"
      about="What stacks are made of, and the parameters that they take."
    >
      {templates.map(({ name, description, parameters }) => (
        <details key={name} className={styles.card}>
          <summary>
            <strong>{name}</strong> {description}
          </summary>
          {parameters.length === 0 ? (
            <p>It takes no parameters.</p>
          ) : (
            <Table label={`Parameters of ${name}`}>
              <thead>
                <tr>
                  <th scope="col">Parameter</th>
                  <th scope="col">Type</th>
                  <th scope="col">Default</th>
                  <th scope="col">What it is</th>
                </tr>
              </thead>
              <tbody>
                {parameters.map((parameter) => (
                  <tr key={parameter.name}>
                    <th scope="row">{parameter.name}</th>
                    <td>{parameter.type}</td>
                    <td>
                      {parameter.required ? (
                        <Tag tone="warn">required</Tag>
                      ) : (
                        <code>{JSON.stringify(parameter.default)}</code>
                      )}
                    </td>
                    <td>{parameter.description}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
        </details>
      ))}
    </Section>
  );
}
