import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class ControlRequest {
  @ApiPropertyOptional({ description: 'Kept with the action.', example: 'wrong branch' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  reason?: string;
}
