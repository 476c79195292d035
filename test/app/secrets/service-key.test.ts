import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadServiceKey } from '../../../app/secrets/service-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the service key', () => {
  it('is the one that is given', async () => {
    const given = Buffer.alloc(32, 5);
    expect(await loadServiceKey({ given, dataFolder: join(folder, 'data') })).toBe(given);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is made once, in a file that its owner alone can read', async () => {
    const dataFolder = join(folder, 'data');
    const key = await loadServiceKey({ given: undefined, dataFolder });
    expect(key).toHaveLength(32);
    expect(await loadServiceKey({ given: undefined, dataFolder })).toEqual(key);
    expect(readdirSync(dataFolder)).toEqual(['service.key']);
    expect(statSync(join(dataFolder, 'service.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataFolder, 'service.key'), 'utf8')).toBe(`${key.toString('base64')}\n`);
  });

  it('cannot be made where nothing can be kept, which is said at once', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    for (const dataFolder of ['/proc/nope/data', join(folder, 'a-file', 'data')]) {
      await expect(loadServiceKey({ given: undefined, dataFolder })).rejects.toMatchObject({
        name: 'SettingsError',
        message: expect.stringMatching(
          new RegExp(`^PLUMBLINE_DATA: nothing can be kept in ${dataFolder}: E`),
        ) as string,
      });
    }
  });

  it('is the same for all that start at once', async () => {
    const keys = await Promise.all(
      Array.from({ length: 20 }, () => loadServiceKey({ given: undefined, dataFolder: folder })),
    );
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(readdirSync(folder)).toEqual(['service.key']);
  });

  it('that is damaged is not replaced', async () => {
    writeFileSync(join(folder, 'service.key'), 'short\n');
    await expect(loadServiceKey({ given: undefined, dataFolder: folder })).rejects.toThrow(
      /service\.key: expected 32 bytes in base64\. Put the key back from a backup/,
    );
    expect(readFileSync(join(folder, 'service.key'), 'utf8')).toBe('short\n');
  });
});
