import type { Locator, Page } from 'playwright-core';
import type { Dashboard } from './browser.js';

/** A run's page, in the words of who reads it. */
export class RunPage {
  private constructor(
    readonly dashboard: Dashboard,
    readonly page: Page,
  ) {}

  static async open(dashboard: Dashboard, execution: string, search = ''): Promise<RunPage> {
    await dashboard.visit(`/executions/${execution}${search}`);
    await dashboard.heading(/^Run of /);
    return new RunPage(dashboard, dashboard.page);
  }

  /** Waits until the heading says what the run is doing. */
  async is(words: string): Promise<void> {
    await this.dashboard.heading(new RegExp(`^Run of .* ${words}$`));
  }

  /** A task in the list, once it has this verdict. */
  task(name: string, verdict: string): Locator {
    return this.page
      .getByRole('navigation', { name: 'Tasks' })
      .getByRole('link', { name: new RegExp(`^${verdict} ${name}\\b`) });
  }

  /** A task in the drawing. */
  node(name: string): Locator {
    return this.page.getByRole('figure').getByRole('button', { name: new RegExp(`^${name}`) });
  }

  log(task: string): Locator {
    return this.page.getByRole('region', { name: `Log of ${task}` });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Presses a button that asks for a reason, and gives one. */
  async steer(name: string, reason: string): Promise<void> {
    await this.button(name).click();
    const dialog = this.page.getByRole('dialog', { name });
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
}
