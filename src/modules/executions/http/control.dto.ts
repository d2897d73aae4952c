import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

export class ControlRequest {
  @ApiPropertyOptional({ description: 'Kept with the action.', example: 'wrong branch' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  reason?: string;
}

export class RerunRequest extends ControlRequest {
  @ApiProperty({
    enum: ['start', 'failed'],
    description:
      'start: a new execution with the same definition, inputs and commit; failed: this execution goes on at the tasks that it failed by.',
  })
  @IsIn(['start', 'failed'])
  from!: 'start' | 'failed';

  @ApiPropertyOptional({
    description: 'With from: failed, the id or the name of one failed task; absent: all of them.',
    example: 'unit_test',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  task?: string;
}
