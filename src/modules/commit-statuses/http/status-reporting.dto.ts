import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { STATUS_HOSTS, type StatusHostName } from '../domain/status-host.js';

export class StatusReportingRequest {
  @ApiProperty({ enum: STATUS_HOSTS, description: 'gitea stands for Forgejo as well.' })
  @IsIn(STATUS_HOSTS)
  host!: StatusHostName;

  @ApiPropertyOptional({
    description: 'One of those that the operator allows; absent: the host’s own. Needed for gitea.',
    example: 'https://git.example.org/api/v1',
  })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  api_url?: string;

  @ApiPropertyOptional({
    writeOnly: true,
    description: 'May set commit statuses of the plan’s repository. Absent: the present one stays.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 4096)
  @Matches(/^[\x21-\x7e]+$/, { message: 'must be printable characters without blanks' })
  token?: string;
}
