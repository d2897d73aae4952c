/** The state of a task that events have told of, by its id. */
export type TaskStates = ReadonlyMap<string, string>;

/** What of the tasks' states has been told of in events. Shared by all processes; writes join the unit of work. */
export abstract class NotedTasks {
  abstract of(executionId: string): Promise<TaskStates>;

  /** Notes that the task went from `before` (undefined: it was not known) to `state`; false where that is not so any more. */
  abstract note(
    executionId: string,
    taskId: string,
    before: string | undefined,
    state: string,
  ): Promise<boolean>;
}
