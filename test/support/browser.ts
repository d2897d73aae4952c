import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const EXECUTABLE = process.env.TEST_CHROMIUM ?? '/usr/bin/chromium';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** The rules of WCAG 2.2, levels A and AA, and axe's own advice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Two cores are shared with the service itself. */
const PATIENCE_MS = 20_000;

export interface DashboardOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

export interface Login {
  readonly user: string;
  readonly password: string;
  readonly domain?: string;
  readonly project?: string;
}

/** Debian's Chromium. One for a file of tests; each test opens the dashboard in a context of its own. */
export class TestBrowser {
  private constructor(private readonly browser: Browser) {}

  static async launch(): Promise<TestBrowser> {
    return new TestBrowser(await chromium.launch({ executablePath: EXECUTABLE, args: QUIET }));
  }

  /** A visitor without cookies of before. `serviceUrl`: without /dashboard. */
  async open(serviceUrl: string, options: DashboardOptions = {}): Promise<Dashboard> {
    const { width = 1440, height = 900, colorScheme = 'light' } = options;
    const context = await this.browser.newContext({ viewport: { width, height }, colorScheme });
    context.setDefaultTimeout(PATIENCE_MS);
    return new Dashboard(serviceUrl, context, await context.newPage());
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/**
 * The dashboard as one visitor has it. Whatever the page complains of (an error in its console, one that nobody caught, a breach
 * of its Content-Security-Policy) fails the test when it is closed, unless the test expects it.
 */
export class Dashboard {
  private readonly complaints: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(
    private readonly serviceUrl: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.complaints.push(error.stack ?? error.message));
  }

  /** `path` below /dashboard, as `/pipelines`. */
  async visit(path: string): Promise<void> {
    await this.page.goto(`${this.serviceUrl}/dashboard${path}`);
  }

  /** By password, on the form that is shown. */
  async signIn({ user, password, domain = 'Default', project }: Login): Promise<void> {
    const { page } = this;
    await page.getByRole('textbox', { name: 'User' }).fill(user);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('textbox', { name: 'Domain' }).fill(domain);
    if (project) await page.getByRole('textbox', { name: 'Project' }).fill(project);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** Waits until the page has this heading. */
  async heading(name: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  /** Complaints that belong to what the test does: Chromium logs each answer of 4xx. */
  expectComplaint(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /**
   * What axe finds wrong with the page as it is, each as a line; empty where nothing is. It is put in by the browser's own
   * protocol, which the page's policy does not concern.
   */
  async accessibilityViolations(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    const violations = await this.page.evaluate(async (rules) => {
      const run = (globalThis as unknown as { axe: typeof axe }).axe;
      const { violations: found } = await run.run({ runOnly: rules });
      return found.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map(({ html }) => html) }));
    }, RULES);
    return violations.map(({ id, help, targets }) => `${id}: ${help}: ${targets.slice(0, 3).join(' | ')}`);
  }

  /** Throws where the page has complained. */
  async close(): Promise<void> {
    await this.context.close();
    const unexpected = this.complaints.filter((words) => !this.expected.some((each) => each.test(words)));
    if (unexpected.length > 0) throw new Error(`The page complained:\n${unexpected.join('\n')}`);
  }
}
