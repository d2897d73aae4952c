import { z } from 'zod';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { Build, ContainerBuilder, ImageFormat, SlugBuilder } from '../../domain/image-builders.js';
import { StationResult } from '../../domain/job.js';
import { Checkout } from '../../domain/sources.js';
import { Attempt, Station } from '../../domain/station.js';
import { RunArtifacts } from '../run-artifacts.js';
import { commandInput, packInput, secretsInput, sourceInput, timeoutInput } from './inputs.js';
import { PackWork } from './pack-work.js';
import { commandResult, SourceWork } from './source-work.js';

const input = (protocols: readonly string[]) =>
  z.strictObject({
    source: sourceInput(protocols),
    language_pack: packInput,
    command: commandInput
      .optional()
      .describe(
        'shell command that prepares the tree before it is packed (build_cmd); absent: that of the language pack',
      ),
    run_cmd: commandInput
      .optional()
      .describe('what starts the application; absent: the answer has that of the language pack'),
    image_format: z
      .enum(['auto', 'slug', 'oci'])
      .default('auto')
      .describe(
        'slug: a reproducible tar.gz of the tree; oci: an image archive from its Containerfile or Dockerfile; ' +
          'auto: oci where there is such a file and a tool that builds it, else slug',
      ),
    name: z
      .string()
      .min(1)
      .max(255)
      .default('application')
      .describe('name of the image; characters that an image’s name cannot have become "-"'),
    secrets: secretsInput,
    timeout: timeoutInput,
  });

type Input = z.output<ReturnType<typeof input>>;

interface Order extends Pick<Input, 'name'> {
  readonly builder: Pick<ContainerBuilder, 'build'>;
  readonly command: string | undefined;
}

export interface ImageBuilders {
  readonly slug: SlugBuilder;
  readonly container: ContainerBuilder;
}

export class ImageBuild implements Station<Input> {
  readonly id = 'image-build';
  readonly description =
    'Builds a fresh checkout of the source into an artifact. ' +
    'Answers {passed, summary, exit_code, commit, artifact: {id, format, size}, language_pack?, run_cmd?}.';
  readonly input: z.ZodType<Input>;

  constructor(
    protocols: readonly string[],
    private readonly work: SourceWork,
    private readonly builders: ImageBuilders,
    private readonly artifacts: RunArtifacts,
    private readonly packs: PackWork,
  ) {
    this.input = input(protocols);
  }

  async run({ source, image_format, name, ...asked }: Input, attempt: Attempt): Promise<StationResult> {
    const checkout = await this.work.checkout(source, attempt);
    const builder = await this.choose(image_format, attempt);
    const recipe = builder === this.builders.container ? 'its recipe builds it' : undefined;
    const { command, run, pack } = await this.packs.command('build', asked, attempt, recipe);
    const result = await this.build({ builder, command, name }, checkout, attempt);
    return { ...result, ...pack, ...(run === undefined ? {} : { run_cmd: run }) };
  }

  private async build(
    { builder, command, name }: Order,
    checkout: Checkout,
    attempt: Attempt,
  ): Promise<StationResult> {
    if (command !== undefined) {
      const end = await this.work.run(command, checkout, attempt);
      if (end.exitCode !== 0) return commandResult('the build', end, checkout);
    }
    const { workspace, log, signal } = attempt;
    const build = await builder.build({
      workspace,
      name: imageName(name),
      commit: checkout.commit,
      log,
      signal,
    });
    return this.keep(build, checkout, attempt);
  }

  private async choose(
    format: ImageFormat,
    { workspace, log }: Attempt,
  ): Promise<Pick<ContainerBuilder, 'build'>> {
    if (format === 'slug') return this.builders.slug;
    const recipe = await this.builders.container.recipe(workspace);
    const tool = recipe === undefined ? undefined : await this.builders.container.tool();
    if (recipe !== undefined && tool !== undefined) {
      log.note(`building ${recipe} with ${tool}`);
      return this.builders.container;
    }
    const why =
      recipe === undefined ? 'no Containerfile or Dockerfile' : 'no working buildah, podman or docker';
    if (format === 'oci')
      throw new DomainError(
        'unavailable',
        'image.no_container_build',
        `No OCI image can be built: there is ${why}.`,
      );
    log.note(`building a slug: there is ${why}`);
    return this.builders.slug;
  }

  private async keep(build: Build, { commit }: Checkout, { job, log }: Attempt): Promise<StationResult> {
    if (build.file === undefined) {
      const summary = `the image build failed with exit code ${build.exitCode}`;
      return { passed: false, summary, exit_code: build.exitCode, commit };
    }
    const { id, format, size } = await this.artifacts.keep(job.executionId, build.file, build.format);
    log.note(`artifact ${id} (${format}, ${size} bytes)`);
    const summary = `built a ${format === 'slug' ? 'slug' : 'container image'} of ${size} bytes`;
    return { passed: true, summary, exit_code: 0, commit, artifact: { id, format, size } };
  }
}

/** A component of an image's name: lower case letters and digits, joined by single separators. */
function imageName(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['application'];
  return words.join('-').slice(0, 100).replace(/-$/, '');
}
