const source = (path: string): URL => new URL(path, import.meta.url);

/** What a thread of the engine runs in tests: the source, which jest compiles for itself only. */
export const THREAD_ENTRY = {
  url: source('../../src/modules/workflow-engine/infrastructure/threads/engine-thread.ts'),
  execArgv: ['--import', source('./typescript.mjs').href],
};
