import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { SecretBox } from '../../../shared/secrets/secret-box.js';

/** Only script of the dashboard's own origin can send it: other origins are not let to, as no answer of ours allows it. */
export const DASHBOARD_HEADER = 'x-solum-dashboard';
/** What binds the box to its place. */
const CONTEXT = 'session cookie';
/** Browsers keep no larger one. */
const LARGEST = 4096;
/** Without effects of its own; its answer cannot be read from elsewhere. */
const SAFE_METHODS: readonly string[] = ['GET', 'HEAD'];
const OWN_SITES: readonly string[] = ['same-origin', 'none'];

/**
 * The token of somebody who signed in with a browser: sealed, and in a cookie that no script can read and no other site can
 * make the browser send. See docs/adr/011-sessions-of-the-dashboard.md.
 */
@Injectable()
export class SessionCookie {
  private readonly name: string;
  private readonly attributes: string;

  constructor(
    private readonly box: SecretBox,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) { publicUrl }: AppConfig,
  ) {
    const isSecure = publicUrl.startsWith('https:');
    this.name = isSecure ? '__Host-solum-session' : 'solum-session';
    this.attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  }

  /**
   * The token that the request may be made with; undefined without a session. Throws `forbidden` (`session.forgeable`) for a
   * request with effects that does not prove to come from the dashboard.
   */
  tokenOf(request: Pick<FastifyRequest, 'method' | 'headers'>): string | undefined {
    const sealed = this.sealedIn(request.headers.cookie);
    if (sealed === undefined) return undefined;
    this.refuseForgery(request);
    return this.open(sealed);
  }

  /** Throws as `tokenOf`, whether there is a session or not: nobody is signed in by another site either. */
  refuseForgery({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): void {
    const site = headers['sec-fetch-site'];
    const isElsewhere = typeof site === 'string' && !OWN_SITES.includes(site);
    const isProven = SAFE_METHODS.includes(method) || headers[DASHBOARD_HEADER] !== undefined;
    if (isProven && !isElsewhere) return;
    throw new DomainError(
      'forbidden',
      'session.forgeable',
      'A request by the dashboard’s session must come from the dashboard itself, with the header X-Solum-Dashboard. ' +
        'Programs send a token in X-Auth-Token instead.',
    );
  }

  set(reply: FastifyReply, token: string, expiresAt: Date | null): void {
    const value = this.box.seal(token, CONTEXT);
    if (this.name.length + value.length > LARGEST) {
      throw new DomainError(
        'too_large',
        'session.token_too_large',
        'Keystone’s token is too long for a browser’s cookie.',
      );
    }
    const life = expiresAt ? secondsBetween(this.clock.now(), expiresAt) : undefined;
    this.send(reply, value, life);
  }

  clear(reply: FastifyReply): void {
    this.send(reply, '', 0);
  }

  private send(reply: FastifyReply, value: string, life: number | undefined): void {
    const age = life === undefined ? '' : `; Max-Age=${life}`;
    void reply.header('Set-Cookie', `${this.name}=${value}; ${this.attributes}${age}`);
  }

  private sealedIn(header: string | undefined): string | undefined {
    const prefix = `${this.name}=`;
    const pair = header?.split(/; */).find((each) => each.startsWith(prefix));
    return pair === undefined ? undefined : pair.slice(prefix.length) || undefined;
  }

  /** A box that does not open, tampered with or sealed by a key that is gone, is no session. */
  private open(sealed: string): string | undefined {
    try {
      return this.box.open(sealed, CONTEXT);
    } catch {
      return undefined;
    }
  }
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000));
}
