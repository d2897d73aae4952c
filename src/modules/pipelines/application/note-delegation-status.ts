import { Injectable } from '@nestjs/common';
import { DelegationChanges } from '../../keystone-auth/index.js';
import { Pipelines } from '../domain/pipelines.js';

/** A pipeline shows that its delegation broke, or works again, as soon as anybody notices. */
@Injectable()
export class NoteDelegationStatus {
  constructor(pipelines: Pipelines, changes: DelegationChanges) {
    changes.onChange(({ id, status }) => pipelines.noteDelegation(id, status));
  }
}
