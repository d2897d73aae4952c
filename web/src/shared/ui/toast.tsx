import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { classes } from './classes.js';
import styles from './toast.module.css';

interface Message {
  readonly id: number;
  readonly words: string;
  readonly tone: 'good' | 'bad';
}

type Show = (words: string, tone?: Message['tone']) => void;

const ShowToast = createContext<Show>(() => {});

/** Shows a few words for some seconds, and tells them to screen readers. */
export const useToast = (): Show => useContext(ShowToast);

let last = 0;

export function Toasts({ children }: { children: ReactNode }): ReactNode {
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const show = useCallback<Show>((words, tone = 'good') => {
    setMessages((present) => [...present.slice(-2), { id: ++last, words, tone }]);
  }, []);
  const drop = (id: number): void => setMessages((present) => present.filter((each) => each.id !== id));
  return (
    <ShowToast value={show}>
      <Radix.Provider duration={6000} label="Message">
        {children}
        {messages.map(({ id, words, tone }) => (
          <Radix.Root key={id} className={classes(styles.toast, styles[tone])} onOpenChange={() => drop(id)}>
            {tone === 'good' ? <CircleCheck aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
            <Radix.Description>{words}</Radix.Description>
            <Radix.Close className={styles.close} aria-label="Dismiss">
              <X aria-hidden="true" />
            </Radix.Close>
          </Radix.Root>
        ))}
        <Radix.Viewport className={styles.viewport} />
      </Radix.Provider>
    </ShowToast>
  );
}
