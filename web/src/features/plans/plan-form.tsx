import type { ReactNode } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { SelectField, TextArea, TextField } from '../../shared/ui/index.js';
import type { Path, PlanText } from './plan-document.js';
import styles from './plans.module.css';

interface PlanFormProps {
  readonly plan: PlanText;
  readonly onChange: (text: string) => void;
  readonly mistakes: readonly Schemas['PlanMistake'][];
  readonly showAll: boolean;
}

const FORMATS = [
  { value: '', label: 'As the service chooses' },
  { value: 'slug', label: 'slug: a packed directory' },
  { value: 'oci', label: 'oci: a container image' },
];

const COMMANDS = [
  ['unittest_cmd', 'Test command', 'npm test', 'Tests the source; exit code 0 passes.'],
  ['build_cmd', 'Build command', 'npm run build', 'Builds the source in place.'],
  ['run_cmd', 'Run command', 'node server.js', 'Serves HTTP on $PORT. Needed to deploy.'],
  [
    'functionaltest_cmd',
    'Functional test command',
    'curl -fsS "$APP_URL"',
    'Tests what was deployed at $APP_URL.',
  ],
] as const;

const artifact = (...path: Path): Path => ['artifacts', 0, ...path];

/** The plan's first artifact, which is the one that pipelines build; all else is in the YAML. */
export function PlanForm({ plan, onChange, mistakes, showAll }: PlanFormProps): ReactNode {
  if (plan.unreadable !== undefined) {
    return (
      <p className={styles.notice} role="alert">
        The form cannot show this document: {plan.unreadable} Mend it in the YAML view.
      </p>
    );
  }
  const wrong = (path: Path): string | undefined => {
    const isEmpty = plan.value(path) === '';
    if (isEmpty && !showAll) return undefined;
    const pointer = `/${path.join('/')}`;
    return mistakes.find((mistake) => mistake.pointer === pointer)?.detail;
  };
  const text = (path: Path, isRequired = false) => ({
    value: plan.value(path),
    error: wrong(path),
    required: isRequired,
    onChange: ({ target }: { target: { value: string } }) =>
      onChange(plan.with(path, target.value === '' && !isRequired ? undefined : target.value)),
  });
  const isPrivate = plan.isSet(artifact('content', 'private'));
  return (
    <div className={styles.form}>
      <TextField
        label="Plan name"
        hint="Letters, digits, - and _"
        placeholder="shop"
        {...text(['name'], true)}
      />
      <TextField label="Description" placeholder="The web shop" {...text(['description'])} />
      <TextField
        label="Repository"
        hint="https, ssh or git; git@host:path too"
        placeholder="https://git.example.org/shop.git"
        inputMode="url"
        {...text(artifact('content', 'href'), true)}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={isPrivate}
          onChange={({ target }) =>
            onChange(plan.with(artifact('content', 'private'), target.checked ? true : undefined))
          }
        />
        The repository is private: cloning it needs a token
      </label>
      {isPrivate && (
        <TextField
          label="Repository token"
          type="password"
          autoComplete="off"
          hint="Kept sealed and never shown again; this browser does not keep it. Empty: the one that is there stays."
          {...text(artifact('repo_token'))}
        />
      )}
      <TextField
        label="Artifact name"
        hint="Names what is built"
        placeholder="web"
        {...text(artifact('name'), true)}
      />
      {COMMANDS.map(([member, label, example, hint]) => (
        <TextArea
          key={member}
          rows={2}
          label={label}
          hint={hint}
          placeholder={example}
          {...text(artifact(member))}
        />
      ))}
      <SelectField label="Image format" options={FORMATS} {...text(artifact('image_format'))} />
      {plan.artifacts > 1 && (
        <p className={styles.notice}>
          This plan has {plan.artifacts} artifacts. The form shows the first; the others are in the YAML view.
        </p>
      )}
    </div>
  );
}
