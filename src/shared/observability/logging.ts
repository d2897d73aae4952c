import { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Level, Logger, type LoggerOptions, pino, stdSerializers } from 'pino';
import { isJsonObject, JsonObject } from '../domain/json.js';

/** Paths that never reach the log, wherever a request or an error is logged. */
const SECRET_PATHS = [
  'authorization',
  'cookie',
  '["x-auth-token"]',
  '["x-subject-token"]',
  '["x-service-token"]',
  '["x-station-credential"]',
].map((header) => (header.startsWith('[') ? `req.headers${header}` : `req.headers.${header}`));

/** JSON lines on standard output, one object a line; `req_id` is the X-Openstack-Request-Id of the answer. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRET_PATHS, censor: '[redacted]' },
    serializers: {
      err: stdSerializers.err,
      req: ({ method, url }: { method: string; url: string }) => ({ method, url: withoutTriggerIds(url) }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A trigger's URL is a capability: who has it can start the pipeline. */
function withoutTriggerIds(url: string): string {
  return url.replace(/(\/v1\/triggers\/)[^/?]+/, '$1[redacted]');
}

/** Nest's own log lines through the same pino logger. */
export class PinoLoggerService implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /** A structured line: `message` is its text, the rest its fields. */
  private writeFields(level: Level, fields: object, { message, ...rest }: JsonObject): void {
    this.logger[level]({ ...fields, ...rest }, typeof message === 'string' ? message : '');
  }

  /** Nest passes the context last and, with errors, a stack before it. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const fields = {
      ...(typeof context === 'string' ? { context } : {}),
      ...(rest.length > 1 && typeof rest[0] === 'string' ? { stack: rest[0] } : {}),
    };
    if (message instanceof Error) this.logger[level]({ ...fields, err: message }, message.message);
    else if (isJsonObject(message)) this.writeFields(level, fields, message);
    else this.logger[level](fields, String(message));
  }
}
