import { newId } from '../../src/shared/domain/ids.js';
import { LocalMachine, processesWith, until } from './stack-provider-local.harness.js';
import { stackProviderContract, StackProviderHarness } from './stack-provider.contract.js';

async function harness(sandbox: 'auto' | 'none'): Promise<StackProviderHarness> {
  const machine = await LocalMachine.open(sandbox);
  const { provider } = await machine.worker({ firstPauseMs: 5_000 });
  const markOf = new Map<string, string>();
  return {
    provider,
    newScope: () => machine.newScope(),
    answering: async (text) => {
      const mark = newId();
      markOf.set(text, mark);
      return machine.answering(text, { MARK: mark });
    },
    failing: (words) => machine.updateTo(`echo ${words}; exit 1`),
    breakDown: async ({ outputs }) => {
      const url = outputs.url as string;
      const mark = markOf.get(await (await fetch(url)).text());
      killAll(processesWith(`MARK=${mark}`));
      await until(async () => (await fetch(url)).status >= 500, 'it does not answer any more');
    },
    close: () => machine.close(),
  };
}

/** The end of one can be the end of another. */
function killAll(pids: number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

stackProviderContract('local', () => harness('none'));
stackProviderContract('local, in the sandbox', () => harness('auto'));
