import { Secret, SecretOwner, Setting } from './secret.js';

/** A value under its name, and whose it is. */
export interface SecretValue {
  readonly owner: SecretOwner['kind'];
  readonly name: string;
  readonly value: string;
}

/** The store of secrets. Writes join the unit of work. */
export abstract class Secrets {
  /** By name. */
  abstract list(owner: SecretOwner): Promise<Secret[]>;

  abstract find(owner: SecretOwner, name: string): Promise<Secret | undefined>;

  /** False where the owner has one of that name. Throws `not_found` where the owner has gone meanwhile. */
  abstract insert(secret: Secret, value: string): Promise<boolean>;

  /** Another value, and a version more; false where the secret has gone meanwhile. */
  abstract replace(id: string, value: string, setting: Setting): Promise<boolean>;

  /** False where there is none. */
  abstract delete(owner: SecretOwner, name: string): Promise<boolean>;

  /** Those of the names that the owners have. */
  abstract values(owners: readonly SecretOwner[], names: readonly string[]): Promise<SecretValue[]>;
}
