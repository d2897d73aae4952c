import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import { isAxiosError } from 'axios';
import { firstValueFrom } from 'rxjs';
import { Clock } from '../../../shared/domain/clock.js';
import {
  hasItAlready,
  type StatusHostName,
  type StatusReport,
  statusRequest,
} from '../domain/status-host.js';
import { type SendOutcome, StatusSender } from '../domain/status-sender.js';
import { IMPLEMENTATION_VERSION } from '../../../shared/version.js';

/** For the whole of an exchange. */
const TIMEOUT_MS = 15_000;
const MOST_BYTES = 65_536;

/** Git hosts' APIs over HTTP. A redirect is not followed: it would take the token to where the operator did not allow. */
@Injectable()
export class AxiosStatusSender extends StatusSender {
  constructor(
    private readonly http: HttpService,
    private readonly clock: Clock,
  ) {
    super();
  }

  async send(
    { host, apiUrl, token }: { host: StatusHostName; apiUrl: string; token: string },
    report: StatusReport,
  ): Promise<SendOutcome> {
    const { path, headers, body } = statusRequest(host, report, token);
    try {
      const answer = await firstValueFrom(
        this.http.post<string>(`${apiUrl}${path}`, body, {
          headers: {
            accept: 'application/json',
            'user-agent': `solum-pipelines/${IMPLEMENTATION_VERSION}`,
            ...headers,
          },
          timeout: TIMEOUT_MS,
          signal: AbortSignal.timeout(TIMEOUT_MS),
          maxRedirects: 0,
          maxContentLength: MOST_BYTES,
          responseType: 'text',
          transformResponse: (text: string) => text,
          validateStatus: () => true,
          proxy: false,
        }),
      );
      const { status, data } = answer;
      if ((status >= 200 && status < 300) || hasItAlready(host, status, data)) return { kind: 'taken' };
      return { kind: 'refused', reason: reasonOf(status), retryAfter: this.retryAfter(answer.headers) };
    } catch (error) {
      return { kind: 'refused', reason: `No answer (${codeOf(error)}).`, retryAfter: null };
    }
  }

  /** Retry-After in seconds or as a date (RFC 9110, 10.2.3), or GitHub's time at which the limit is lifted. */
  private retryAfter(headers: Record<string, unknown>): number | null {
    const text = (name: string): string | undefined => {
      const value = headers[name];
      return typeof value === 'string' ? value : undefined;
    };
    const [after, remaining] = [text('retry-after'), text('x-ratelimit-remaining')];
    const reset = text('x-ratelimit-reset');
    const now = this.clock.now().getTime() / 1000;
    if (after !== undefined && /^\d{1,6}$/.test(after)) return Number(after);
    const date = after === undefined ? NaN : Date.parse(after) / 1000;
    const lifted =
      remaining === '0' && reset !== undefined && /^\d{1,11}$/.test(reset) ? Number(reset) : date;
    return Number.isFinite(lifted) ? Math.max(0, Math.ceil(lifted - now)) : null;
  }
}

/** The answer's own words could hold anything, so they stay out of it. */
function reasonOf(status: number): string {
  const meaning: Record<number, string> = {
    401: 'the token is not valid',
    403: 'the token may not, or too many requests were made',
    404: 'there is no such repository or commit, or the token does not see it',
    422: 'it does not know the commit',
    429: 'too many requests were made',
  };
  return `The host answered ${status}${meaning[status] ? `: ${meaning[status]}` : ''}.`;
}

function codeOf(error: unknown): string {
  return isAxiosError(error) && error.code ? error.code : 'unknown error';
}
