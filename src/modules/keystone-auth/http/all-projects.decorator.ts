import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';

/** The parameters that `ListScopes` reads. */
export const ApiAllProjects = (): MethodDecorator =>
  applyDecorators(
    ApiQuery({
      name: 'all_projects',
      required: false,
      schema: { type: 'boolean', default: false },
      description: 'Of every project; needs the rule all_projects:read.',
    }),
    ApiQuery({
      name: 'project_id',
      required: false,
      schema: { type: 'string' },
      description: 'Of this project only; another one than the token’s needs the rule all_projects:read.',
    }),
  );
