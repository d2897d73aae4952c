/** In whose name the service calls the engine or the stack provider. */
export interface Actor {
  readonly projectId: string;
  /** A token of that project, valid now; never `refused`, one that a service has just answered 401 to. */
  token(refused?: string): Promise<string>;
}
