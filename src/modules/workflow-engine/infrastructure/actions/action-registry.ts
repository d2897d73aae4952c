import { Clock } from '../../../../shared/domain/clock.js';
import { ActionCatalogue } from '../../domain/interpreter/index.js';
import { ActionPlugin } from './action-plugin.js';
import { AsyncNoOpAction } from './async-noop.js';
import { EchoAction } from './echo.js';
import { FailAction } from './fail.js';
import { HttpAction } from './http.js';
import { MistralHttpAction } from './mistral-http.js';
import { NoOpAction } from './noop.js';
import { SleepAction } from './sleep.js';
import { TestDictAction } from './test-dict.js';

/** The actions of an engine, by name. A name is given once. */
export class ActionRegistry extends ActionCatalogue {
  private readonly plugins = new Map<string, ActionPlugin>();

  constructor(plugins: readonly ActionPlugin[]) {
    super();
    for (const plugin of plugins) this.register(plugin);
  }

  private register(plugin: ActionPlugin): void {
    if (this.plugins.has(plugin.name)) throw new Error(`There are two actions named ${plugin.name}.`);
    this.plugins.set(plugin.name, plugin);
  }

  override find(name: string): ActionPlugin | undefined {
    return this.plugins.get(name);
  }

  get all(): readonly ActionPlugin[] {
    return [...this.plugins.values()];
  }
}

/** Mistral's own actions, as far as a plain Mistral without OpenStack clients has them. */
export function standardActions(clock: Clock): ActionPlugin[] {
  return [
    new NoOpAction(),
    new EchoAction(clock),
    new FailAction(),
    new SleepAction(clock),
    new AsyncNoOpAction(),
    new TestDictAction(),
    new HttpAction(),
    new MistralHttpAction(clock),
  ];
}
