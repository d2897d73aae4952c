import type { ReactNode } from 'react';
import { fieldError, SolumError } from '../../shared/api/client.js';
import { Button, TextField } from '../../shared/ui/index.js';
import { type DraftState, type GitEvent } from './draft.js';
import styles from './wizard.module.css';

const EVENTS: readonly [GitEvent, string][] = [
  ['push', 'Pushes to branches'],
  ['tag', 'New tags'],
  ['pull_request', 'Pull requests: besides pushes, the same commit is built twice'],
  ['comment', 'Comments with a phrase, by collaborators'],
];

interface TriggerStepProps {
  readonly state: DraftState;
  /** What the service said of the last try. */
  readonly error: unknown;
  readonly busy: boolean;
  readonly onBack: () => void;
  readonly onCreate: () => void;
}

export function TriggerStep({
  state: { draft, change },
  error,
  busy,
  onBack,
  onCreate,
}: TriggerStepProps): ReactNode {
  const text = (
    member: 'name' | 'description' | 'branches' | 'tags' | 'paths' | 'rebuildPhrase',
    pointer: string,
  ) => ({
    value: draft[member],
    error: fieldError(error, pointer) ?? withinField(error, pointer),
    onChange: ({ target }: { target: { value: string } }) => change({ [member]: target.value }),
  });
  const toggle = (event: GitEvent, isOn: boolean): void =>
    change({
      events: EVENTS.map(([each]) => each).filter((each) =>
        each === event ? isOn : draft.events.includes(each),
      ),
    });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onCreate();
      }}
    >
      <TextField label="Pipeline name" hint="Letters, digits, - and _" required {...text('name', '/name')} />
      <TextField label="Description" {...text('description', '/description')} />
      <fieldset className={styles.choice}>
        <legend>What starts a run</legend>
        {EVENTS.map(([event, words]) => (
          <label key={event}>
            <input
              type="checkbox"
              checked={draft.events.includes(event)}
              onChange={({ target }) => toggle(event, target.checked)}
            />{' '}
            {words}
          </label>
        ))}
      </fieldset>
      {draft.events.includes('comment') && (
        <TextField
          label="Phrase that builds again"
          placeholder="/rebuild"
          {...text('rebuildPhrase', '/trigger/filters/rebuild_phrase')}
        />
      )}
      <TextField
        label="Branches"
        hint="Patterns, with commas between; ! in front takes away. Empty: all."
        placeholder="main, release/**"
        {...text('branches', '/trigger/filters/branches')}
      />
      <TextField label="Tags" hint="Empty: all" placeholder="v*" {...text('tags', '/trigger/filters/tags')} />
      <TextField
        label="Files"
        hint="A push that touches none of these starts nothing. Empty: any file."
        placeholder="src/**, !**/*.md"
        {...text('paths', '/trigger/filters/paths')}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={draft.skipCi}
          onChange={({ target }) => change({ skipCi: target.checked })}
        />{' '}
        <span>
          Heed <code>[skip ci]</code> in a commit’s message
        </span>
      </label>
      <div className={styles.actions}>
        <Button onClick={onBack}>Back</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={draft.name === ''}>
          Create pipeline
        </Button>
      </div>
      <p className={styles.muted}>Creating it starts the first run at once, of the default branch.</p>
    </form>
  );
}

/** What is wrong with one pattern of a list is shown at the list’s field. */
function withinField(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof SolumError)) return undefined;
  return error.errors.find((each) => each.pointer.startsWith(`${pointer}/`))?.detail;
}
