import { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';

/** The settings of where artifacts lie. */
export const artifactSettings = {
  SOLUM_ARTIFACT_STORE: z
    .enum(['disk', 's3'])
    .default('disk')
    .describe('where artifacts lie: in the data directory, or in an S3 bucket'),
  SOLUM_S3_BUCKET: z.string().min(3).max(63).optional().describe('the bucket of s3; it has to be there'),
  SOLUM_S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the S3 gateway of Ceph, Swift or another, e.g. https://s3.example.org; absent: that of AWS'),
  SOLUM_S3_REGION: z.string().default('us-east-1').describe('its region; most gateways take any'),
  SOLUM_S3_PREFIX: z
    .string()
    .regex(/^([A-Za-z0-9._-]+\/)*$/, 'must be empty or end with "/"')
    .default('artifacts/')
    .describe('how the names of all artifacts in the bucket begin; no other service may use it'),
  SOLUM_S3_ACCESS_KEY_ID: z.string().optional().describe('who the service is there'),
  SOLUM_S3_SECRET_ACCESS_KEY: z.string().optional().describe('the secret of this key'),
  SOLUM_S3_ADDRESSING: z
    .enum(['path', 'host'])
    .default('path')
    .describe('whether the bucket is a part of the path (gateways) or of the host name (AWS) in URLs'),
};

type ArtifactSettings = z.infer<z.ZodObject<typeof artifactSettings>>;

export interface BucketConfig {
  readonly bucket: string;
  /** Undefined: AWS. */
  readonly endpoint: string | undefined;
  readonly region: string;
  /** Empty, or ends with "/". */
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly pathStyle: boolean;
}

export interface ArtifactConfig {
  /** Undefined: they lie on disk. */
  readonly bucket: BucketConfig | undefined;
}

/** Throws `ConfigurationError` where s3 is chosen and not all of it is said. */
export function artifactConfig(settings: ArtifactSettings): ArtifactConfig {
  if (settings.SOLUM_ARTIFACT_STORE === 'disk') return { bucket: undefined };
  return {
    bucket: {
      bucket: needed(settings, 'SOLUM_S3_BUCKET'),
      endpoint: settings.SOLUM_S3_ENDPOINT,
      region: settings.SOLUM_S3_REGION,
      prefix: settings.SOLUM_S3_PREFIX,
      accessKeyId: needed(settings, 'SOLUM_S3_ACCESS_KEY_ID'),
      secretAccessKey: needed(settings, 'SOLUM_S3_SECRET_ACCESS_KEY'),
      pathStyle: settings.SOLUM_S3_ADDRESSING === 'path',
    },
  };
}

function needed(
  settings: ArtifactSettings,
  name: 'SOLUM_S3_BUCKET' | 'SOLUM_S3_ACCESS_KEY_ID' | 'SOLUM_S3_SECRET_ACCESS_KEY',
): string {
  const value = settings[name];
  if (value !== undefined) return value;
  throw new ConfigurationError(`The configuration is wrong:\n${name}: is needed by SOLUM_ARTIFACT_STORE=s3`);
}
