import { Injectable } from '@nestjs/common';

/** Takes away what a module has of executions that are gone; done again where it was interrupted. */
type Remover = (executionIds: readonly string[]) => Promise<void>;

/** What the other modules keep for executions, and take away with them. */
@Injectable()
export class ExecutionRemains {
  private readonly removers: Remover[] = [];

  addRemover(remover: Remover): void {
    this.removers.push(remover);
  }

  async remove(executionIds: readonly string[]): Promise<void> {
    for (const remover of this.removers) await remover(executionIds);
  }
}
