import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, Observable } from 'rxjs';
import { toYaml, wantsYaml } from './yaml.js';

/** Answers in YAML where the request wants it, else in JSON. */
@Injectable()
export class YamlInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    if (!wantsYaml(http.getRequest<FastifyRequest>().headers)) return next.handle();
    return next.handle().pipe(
      map((value: unknown) => {
        if (value === undefined || value === null || value === '') return value;
        void http.getResponse<FastifyReply>().header('Content-Type', 'application/x-yaml; charset=utf-8');
        return toYaml(value);
      }),
    );
  }
}
