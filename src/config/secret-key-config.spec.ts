import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, loadConfig } from './app-config.js';

const [A, B, C] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [string, string, string];

describe('the secret keys', () => {
  let dataDir: string;
  let file: string;
  const load = (environment: NodeJS.ProcessEnv = {}) =>
    loadConfig({ SOLUM_DATA_DIR: dataDir, ...environment }).secretKeys.map((key) => key.toString('hex'));

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'solum-keys-'));
    file = join(dataDir, 'secret.key');
  });

  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('are one, where one is given, as before', () => {
    expect(load({ SOLUM_SECRET_KEY: A })).toEqual([A]);
  });

  it('are those of the list, the single one last', () => {
    expect(load({ SOLUM_SECRET_KEYS: `${B}, ${C}` })).toEqual([B, C]);
    expect(load({ SOLUM_SECRET_KEYS: B, SOLUM_SECRET_KEY: A })).toEqual([B, A]);
  });

  it('are the lines of the kept file, where none is given', () => {
    const [made] = load();
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    writeFileSync(file, `${A}\n${readFileSync(file, 'utf8')}`);
    expect(load()).toEqual([A, made]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('of a file of before, which had no end of line, are read', () => {
    writeFileSync(file, A);
    expect(load()).toEqual([A]);
  });

  it.each(['', 'A'.repeat(64), `${A}\nhello`])(
    'that are none (%j) in the file are refused by its name',
    (text) => {
      writeFileSync(file, text);
      expect(() => load()).toThrow(/secret\.key: each line must be 32 bytes/);
    },
  );

  it.each(['SOLUM_SECRET_KEY', 'SOLUM_SECRET_KEYS'])('that are none are refused by the name %s', (name) => {
    expect(() => load({ [name]: `${A.slice(1)}x` })).toThrow(name);
    expect(() => load({ [name]: 'short' })).toThrow(ConfigurationError);
  });

  it('are never in the words of a refusal', () => {
    const wrong = `${A.slice(1)}x`;
    expect(() => load({ SOLUM_SECRET_KEYS: `${B},${wrong}` })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(wrong) }),
    );
  });
});
