import { Clock } from '../../../../shared/domain/clock.js';
import { ActionCatalogue } from '../../domain/interpreter/index.js';
import { ActionPlugin } from './action-plugin.js';
import { AsyncNoOpAction } from './async-noop.js';
import { EchoAction } from './echo.js';
import { EmailAction, EmailSettings } from './email.js';
import { FailAction } from './fail.js';
import { HttpAction } from './http.js';
import { JavaScriptAction } from './javascript.js';
import {
  DEFAULT_JAVASCRIPT_LIMITS,
  JavaScriptIsolate,
  JavaScriptLimits,
} from './javascript/javascript-isolate.js';
import { MistralHttpAction } from './mistral-http.js';
import { NoOpAction } from './noop.js';
import { SleepAction } from './sleep.js';
import { SshAction, SshSettings } from './ssh.js';
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

/** What the actions may do beyond this process; what is undefined is off, and its tasks fail with the reason. */
export interface ActionSettings {
  readonly javascript: JavaScriptLimits;
  readonly email: EmailSettings | undefined;
  readonly ssh: SshSettings | undefined;
}

const NOTHING_SET: ActionSettings = {
  javascript: DEFAULT_JAVASCRIPT_LIMITS,
  email: undefined,
  ssh: undefined,
};

/** Mistral's own actions, as far as a plain Mistral without OpenStack clients has them. */
export function standardActions(clock: Clock, settings: ActionSettings = NOTHING_SET): ActionPlugin[] {
  const isolate = new JavaScriptIsolate(settings.javascript);
  return [
    new NoOpAction(),
    new EchoAction(clock),
    new FailAction(),
    new SleepAction(clock),
    new AsyncNoOpAction(),
    new TestDictAction(),
    new HttpAction(),
    new MistralHttpAction(clock),
    new JavaScriptAction('std.js', isolate),
    new JavaScriptAction('std.javascript', isolate),
    new EmailAction(settings.email),
    new SshAction(settings.ssh),
  ];
}
