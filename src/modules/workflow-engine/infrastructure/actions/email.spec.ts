import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { JsonObject } from '../../../../shared/domain/json.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { contextOfAction } from './action-context.mother.js';
import { EmailAction, type EmailSettings } from './email.js';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

/** A mail server on this machine that keeps what it is given. */
class MailServer {
  readonly received: Received[] = [];
  private readonly server: SMTPServer;

  constructor(options: SMTPServerOptions = { authOptional: true, disabledCommands: ['STARTTLS'] }) {
    this.server = new SMTPServer({
      logger: false,
      ...options,
      onData: (stream, { envelope }, done) => {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        stream.on('end', () => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          this.received.push({ from, to: envelope.rcptTo.map(({ address }) => address), text });
          done();
        });
      },
    });
    // What a client breaks off is the client's to report.
    this.server.on('error', () => undefined);
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

const MESSAGE: JsonObject = {
  from_addr: 'solum@example.org',
  to_addrs: ['a@example.org', 'b@example.org'],
  subject: 'Größe',
  body: 'It works.',
};

function sending(settings: EmailSettings | undefined, input: JsonObject): Promise<ActionOutcome> {
  return new EmailAction(settings).run(input, contextOfAction({ actionExecutionId: 'action-7' }));
}

describe('std.email', () => {
  let server: MailServer;
  let address: string;

  beforeEach(async () => {
    server = new MailServer();
    address = await server.listen();
  });
  afterEach(() => server.close());

  it('is off where no server is set, and says which setting is missing', async () => {
    const { state, output } = await sending(undefined, { ...MESSAGE, smtp_server: address });
    expect(state).toBe('ERROR');
    expect(output).toContain('SOLUM_SMTP_URL is not set');
    expect(server.received).toEqual([]);
  });

  it('sends to everybody, the blind copies unnamed', async () => {
    const settings = { url: `smtp://${address}`, allowedServers: [] };
    const input = {
      ...MESSAGE,
      cc_addrs: ['c@example.org'],
      bcc_addrs: ['d@example.org'],
      reply_to: ['r@example.org'],
    };
    expect(await sending(settings, input)).toEqual({ state: 'SUCCESS', output: null });
    const [{ from, to, text } = { from: '', to: [], text: '' }] = server.received;
    expect(from).toBe('solum@example.org');
    expect([...to].sort()).toEqual(['a@example.org', 'b@example.org', 'c@example.org', 'd@example.org']);
    expect(text).toMatch(/^To: a@example.org, b@example.org/m);
    expect(text).toMatch(/^Cc: c@example.org/m);
    expect(text).toMatch(/^Reply-To: r@example.org/m);
    expect(text).toMatch(/^Message-ID: <action-7@solum>/m);
    expect(text).toContain('It works.');
    expect(text).not.toContain('d@example.org');
  });

  it('sends a text and the same as HTML', async () => {
    const settings = { url: `smtp://${address}`, allowedServers: [] };
    await sending(settings, { ...MESSAGE, html_body: '<b>It works.</b>' });
    expect(server.received[0]?.text).toMatch(/multipart\/alternative[^]*text\/plain[^]*text\/html/);
  });

  it('takes the server that a task names only where it is allowed', async () => {
    const other = { url: 'smtp://127.0.0.1:1', allowedServers: [] };
    const refused = await sending(other, { ...MESSAGE, smtp_server: address });
    expect(refused.state).toBe('ERROR');
    expect(refused.output).toContain('SOLUM_SMTP_ALLOWED_SERVERS does not name the server');
    const allowed = { url: undefined, allowedServers: [address] };
    expect(await sending(allowed, { ...MESSAGE, smtp_server: address })).toMatchObject({ state: 'SUCCESS' });
    expect(server.received).toHaveLength(1);
  });

  it('shows no password to a server without TLS', async () => {
    const url = address.replace(/^/, 'smtp://user:secret@');
    for (const [settings, input] of [
      [{ url, allowedServers: [] }, MESSAGE],
      [
        { url: undefined, allowedServers: [address] },
        { ...MESSAGE, smtp_server: address, smtp_password: 's' },
      ],
    ] as const) {
      const { state, output } = await sending(settings, input);
      expect(state).toBe('ERROR');
      expect(output).not.toContain('secret');
    }
    expect(server.received).toEqual([]);
  });

  it.each([
    ['nobody', { to_addrs: [] }, /names nobody/],
    ['what is no address', { to_addrs: [{ host: 'x' }] }, /not an address/],
    ['too many', { to_addrs: Array.from({ length: 101 }, (_, n) => `a${n}@example.org`) }, /at most 100/],
    ['a subject that is an object', { subject: { path: '/etc/passwd' } }, /subject is not a text/],
    ['a body that is a file', { body: { path: '/etc/passwd' } }, /body is not a text/],
  ])('refuses %s', async (_what, input, reason) => {
    const settings = { url: `smtp://${address}`, allowedServers: [] };
    const { state, output } = await sending(settings, { ...MESSAGE, ...input });
    expect(state).toBe('ERROR');
    expect(output).toMatch(reason);
    expect(server.received).toEqual([]);
  });

  it('lets nobody write headers of their own', async () => {
    const settings = { url: `smtp://${address}`, allowedServers: [] };
    await sending(settings, { ...MESSAGE, subject: 'x\r\nBcc: spy@example.org\r\n\r\nbody' });
    expect(server.received[0]?.to).toEqual(['a@example.org', 'b@example.org']);
    expect(server.received[0]?.text).not.toMatch(/^Bcc:/m);
  });

  it('fails where the server is away', async () => {
    const { state, output } = await sending({ url: 'smtp://127.0.0.1:1', allowedServers: [] }, MESSAGE);
    expect(state).toBe('ERROR');
    expect(output).toMatch(/Failed to send an email message: .*ECONNREFUSED/);
  });
});
