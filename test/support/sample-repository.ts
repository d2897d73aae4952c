import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GitRepository } from './git-repository.js';

const SERVER = `import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
const text = readFileSync('greeting.txt', 'utf8');
createServer((request, response) => response.end(text)).listen(process.env.PORT, '127.0.0.1');
`;

/** A small web application in a real git repository; it answers the text of its greeting.txt. */
export class SampleRepository {
  private constructor(private readonly repository: GitRepository) {}

  static async make(): Promise<SampleRepository> {
    const sample = new SampleRepository(
      await GitRepository.make(await mkdtemp(join(tmpdir(), 'solum-sample-'))),
    );
    await sample.repository.commit({ 'server.mjs': SERVER, 'greeting.txt': 'first' });
    return sample;
  }

  get href(): string {
    return pathToFileURL(this.repository.path).href;
  }

  /** Answers the hash of the new commit. */
  greet(text: string): Promise<string> {
    return this.repository.commit({ 'greeting.txt': text });
  }

  remove(): Promise<void> {
    return rm(this.repository.path, { recursive: true, force: true });
  }
}
