/** Gives the space of what was deleted back to the file system, where the database does not do it by itself. */
export abstract class FreeSpace {
  /** One small step; answers whether there is more to give back. */
  abstract giveBack(): Promise<boolean>;
}
