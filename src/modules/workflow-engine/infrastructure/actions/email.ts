import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../shared/domain/json.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { ActionContext, ActionPlugin, optional, raised, required } from './action-plugin.js';

/** The mail servers that there are. */
export interface EmailSettings {
  /** The service's own, as smtp:// or smtps:// with its credentials. */
  readonly url: string | undefined;
  /** Others that a workbook may name: `host` or `host:port`. */
  readonly allowedServers: readonly string[];
}

const MOST_RECIPIENTS = 100;
const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
const DEFAULT_PORT = 25;

/** An input that cannot be sent; the message is for its author. */
class Refused extends Error {}

/**
 * `std.email`: sends a message by the mail server of the configuration, or by one that it allows. As in Mistral a
 * `smtp_password` is that of `from_addr`, and is only shown to a server that speaks TLS.
 */
export class EmailAction implements ActionPlugin {
  readonly name = 'std.email';
  readonly className = 'mistral.actions.std_actions.SendEmailAction';
  readonly parameters = [
    ...['from_addr', 'to_addrs'].map(required),
    ...[
      'smtp_server',
      'reply_to',
      'cc_addrs',
      'bcc_addrs',
      'smtp_password',
      'subject',
      'body',
      'html_body',
    ].map(optional),
  ];

  constructor(private readonly settings: EmailSettings | undefined) {}

  async run(input: JsonObject, action: ActionContext): Promise<ActionOutcome> {
    let transport: Transporter | undefined;
    try {
      const message = messageOf(input, action);
      transport = createTransport(this.serverFor(input));
      await transport.sendMail(message);
      return { state: 'SUCCESS', output: null };
    } catch (error) {
      const message = `Failed to send an email message: ${(error as Error).message}`;
      return raised(`<${this.className}>`, action, message);
    } finally {
      transport?.close();
    }
  }

  private serverFor({ smtp_server: named, smtp_password: password, from_addr: user }: JsonObject): object {
    if (!this.settings) {
      throw new Refused('std.email is off here: SOLUM_SMTP_URL is not set.');
    }
    const own = this.settings.url === undefined ? undefined : new URL(this.settings.url);
    const server = typeof named === 'string' && named !== '' ? placeOf(named) : undefined;
    const asUser = password === undefined || password === null ? {} : { auth: { user, pass: password } };
    const limits = { connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS };
    if (own && (!server || isSame(server, own))) return { ...limits, ...ownServer(own), ...tlsWhere(asUser) };
    if (!server) throw new Refused('SOLUM_SMTP_URL is not set, and the task names no smtp_server.');
    const allowed = this.settings.allowedServers.map(placeOf);
    if (!allowed.some(({ host, port }) => host === server.host && port === server.port)) {
      throw new Refused(`SOLUM_SMTP_ALLOWED_SERVERS does not name the server ${server.host}:${server.port}.`);
    }
    return { ...limits, ...server, ...tlsWhere(asUser) };
  }
}

interface Place {
  readonly host: string;
  readonly port: number;
}

function placeOf(text: string): Place {
  const { hostname, port } = new URL(`smtp://${text}`);
  return { host: hostname.toLowerCase(), port: Number(port) || DEFAULT_PORT };
}

/** A workbook that names the service's own server need not know its port. */
function isSame({ host, port }: Place, own: URL): boolean {
  return host === own.hostname.toLowerCase() && (port === DEFAULT_PORT || port === Number(own.port));
}

function ownServer(url: URL): object {
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port) || (secure ? 465 : DEFAULT_PORT),
    secure,
    ...(user ? tlsWhere({ auth: { user, pass: decodeURIComponent(url.password) } }) : {}),
  };
}

/** No password goes over a line that anybody can read. */
function tlsWhere(credentials: object): object {
  return 'auth' in credentials ? { ...credentials, requireTLS: true } : credentials;
}

function messageOf(input: JsonObject, { actionExecutionId }: ActionContext): SendMailOptions {
  const [to, cc, bcc] = (['to_addrs', 'cc_addrs', 'bcc_addrs'] as const).map((name) =>
    addresses(input, name),
  );
  const count = [to, cc, bcc].reduce((sum, list) => sum + (list?.length ?? 0), 0);
  if (count === 0) throw new Refused('to_addrs names nobody.');
  if (count > MOST_RECIPIENTS)
    throw new Refused(`There are ${count} recipients, at most ${MOST_RECIPIENTS}.`);
  const html = textOf(input, 'html_body', '');
  return {
    from: textOf(input, 'from_addr', ''),
    to,
    cc,
    bcc,
    replyTo: addresses(input, 'reply_to'),
    subject: textOf(input, 'subject', '<No subject>'),
    text: textOf(input, 'body', '<No body>'),
    ...(html ? { html } : {}),
    // A message that is sent once more after a crash can be told by its id.
    messageId: `<${actionExecutionId}@solum>`,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function textOf(input: JsonObject, name: string, fallback: string): string {
  const value = input[name] ?? '';
  if (typeof value === 'object') throw new Refused(`${name} is not a text.`);
  return String(value) || fallback;
}

/** Mistral wants a list; one text is taken for a list of one. */
function addresses(input: JsonObject, name: string): string[] {
  const value: JsonValue = input[name] ?? [];
  if (isJsonObject(value)) throw new Refused(`${name} is not a list of addresses.`);
  const list = Array.isArray(value) ? value : [value];
  return list.map((address) => {
    if (typeof address === 'string' && address.includes('@')) return address;
    throw new Refused(`${name} holds what is not an address: ${JSON.stringify(address)}.`);
  });
}
