import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { metrics } from '../../../shared/observability/metrics.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { Public } from '../../keystone-auth/index.js';
import { CheckReadiness } from '../application/check-readiness.js';

class DependencyResponse {
  @ApiProperty({ enum: ['ok', 'error'] })
  status!: string;

  @ApiProperty()
  latency_ms!: number;

  @ApiProperty({ type: String, nullable: true })
  error!: string | null;
}

export class LivenessResponse {
  @ApiProperty({ enum: ['ok'] })
  status!: string;
}

export class ReadinessResponse {
  @ApiProperty({ enum: ['ok', 'error'] })
  status!: string;

  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(DependencyResponse) } })
  checks!: Record<string, DependencyResponse>;
}

@ApiTags('health')
@ApiExtraModels(DependencyResponse)
@Controller()
export class HealthController {
  constructor(private readonly checkReadiness: CheckReadiness) {}

  @Get('healthcheck')
  @Public()
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @ApiOperationOf({
    id: 'healthcheck',
    summary: 'OK while the service is ready (as oslo.middleware’s healthcheck)',
    status: 200,
    produces: ['text/plain'],
    public: true,
  })
  async healthcheck(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const checks = await this.checkReadiness.execute();
    if (Object.values(checks).every(({ status }) => status === 'ok')) return 'OK';
    void reply.status(503).header('Retry-After', '5');
    return 'UNAVAILABLE';
  }

  @Get('health/live')
  @Public()
  @ApiOperationOf({
    id: 'getLiveness',
    summary: 'Whether the process runs',
    status: 200,
    type: LivenessResponse,
    public: true,
  })
  live(): LivenessResponse {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @Public()
  @ApiOperationOf({
    id: 'getReadiness',
    summary: 'Whether each dependency answers',
    status: 200,
    type: ReadinessResponse,
    public: true,
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessResponse> {
    const checks = Object.entries(await this.checkReadiness.execute()).map(
      ([name, { status, latencyMs, error }]) => [name, { status, latency_ms: latencyMs, error }] as const,
    );
    const ready = checks.every(([, { status }]) => status === 'ok');
    if (!ready) void reply.status(503).header('Retry-After', '5');
    return { status: ready ? 'ok' : 'error', checks: Object.fromEntries(checks) };
  }

  @Get('metrics')
  @Public()
  @Header('Content-Type', metrics.contentType)
  @ApiOperationOf({
    id: 'getMetrics',
    summary: 'Metrics in Prometheus’ text format',
    status: 200,
    produces: ['text/plain'],
    public: true,
  })
  metrics(): Promise<string> {
    return metrics.metrics();
  }
}
