import { type ReactNode, useState } from 'react';
import { Button, type ButtonProps, Dialog, ErrorNotice, TextArea } from '../../shared/ui/index.js';
import { type Control, newKey, useSteering } from './run-steering.js';
import styles from './run.module.css';

const LONGEST_REASON = 1000;

interface SteerButtonProps {
  readonly executionId: string;
  readonly control: Control;
  /** On the button, and over what it asks. */
  readonly words: string;
  /** What will happen. */
  readonly effect: string;
  readonly task?: string;
  readonly look?: Pick<ButtonProps, 'variant' | 'size' | 'icon' | 'disabled' | 'aria-describedby'>;
}

/** Asks why before it does it; the reason is kept with who did it. */
export function SteerButton({
  executionId,
  control,
  words,
  effect,
  task,
  look,
}: SteerButtonProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [key, setKey] = useState('');
  const steering = useSteering(executionId, () => setOpen(false));
  const open = (): void => {
    steering.reset();
    setReason('');
    setKey(newKey());
    setOpen(true);
  };
  const order = { control, reason: reason.trim(), key, ...(task === undefined ? {} : { task }) };
  return (
    <>
      <Button {...look} onClick={open}>
        {words}
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={words} description={effect}>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            steering.mutate(order);
          }}
        >
          <TextArea
            label="Reason"
            hint="May be left out; it is kept, and everybody in the project can read it."
            rows={3}
            maxLength={LONGEST_REASON}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          {steering.error && <ErrorNotice error={steering.error} />}
          <div className={styles.formButtons}>
            <Button variant="quiet" onClick={() => setOpen(false)}>
              Leave it
            </Button>
            <Button
              type="submit"
              variant={control === 'cancel' ? 'danger' : 'primary'}
              busy={steering.isPending}
            >
              {words}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
