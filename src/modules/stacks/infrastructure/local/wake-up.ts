import { Clock } from '../../../../shared/domain/clock.js';

/** Lets one loop sleep until it is called or a time has come. A call while nobody sleeps ends the next sleep at once. */
export class WakeUp {
  private called = false;
  private rouse: () => void = () => {};

  constructor(private readonly clock: Clock) {}

  /** For event emitters and abort signals, hence bound. */
  readonly call = (): void => {
    this.called = true;
    this.rouse();
  };

  /** Without `at`: until the next call. */
  async sleep(at?: Date): Promise<void> {
    if (!this.called) {
      await new Promise<void>((resolve) => {
        const cancel = at && this.clock.schedule(at, resolve);
        this.rouse = () => {
          cancel?.();
          resolve();
        };
      });
    }
    this.called = false;
  }
}
