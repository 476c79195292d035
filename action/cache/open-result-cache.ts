import { createWriteStream, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { NO_CACHE, type ResultCache } from '../../engine/cache/result-cache.ts';
import { build } from '../../engine/version.ts';
import type { ActionState } from '../action-state.ts';
import type { Runner } from '../runner.ts';
import { logLine } from '../workflow-commands.ts';
import { askCache, hasCache } from './ask-cache.ts';
import { isKeptResult } from './kept-result-schema.ts';
import { lineOf, MAX_KEPT_BYTES, unpackResults, type KeptResults } from './kept-results.ts';

/** Files of the run's results. Their folder is the same for each run of a workflow on a machine of GitHub's. */
export function cacheFiles({ temp }: Pick<Runner, 'temp'>) {
  const folder = join(temp, 'results');
  return {
    folder,
    /** What was restored, or is saved. */
    packed: join(folder, 'results.gz'),
    /** What this run used and made, as it came. */
    run: join(folder, 'run.txt'),
  };
}

/** How the keys begin of what this program can use. */
export const CACHE_KEY = `plumbline-${build}-${platform()}-${arch()}-`;

/** What the cache of a review costs at most: it is asked while the check is started and the commits are found. */
const RESTORE_MS = 5000;

/**
 * Events in which those who propose a change could make up what is read for it: a workflow that they add runs in the scope of
 * their own review, and what it keeps there is found by later runs, when the workflow is in no diff any more. A review of a
 * change looks up nothing but files of the change, at head and at base, and a result made up for either can take a finding
 * away: so there is nothing that could be used safely.
 */
const OPEN_TO_CHANGES: ReadonlySet<string> = new Set(['pull_request', 'merge_group']);

/** A cache that is being opened beside the run's first steps. */
export interface OpeningCache {
  opened(): Promise<RunCache>;
  /** Ends what is still under way. */
  close(): void;
}

export interface RunCache {
  readonly results: ResultCache;
  /** Knows nothing, and notes what is made, to replace what was restored. */
  readonly anew: ResultCache;
  /** Whether a result of an earlier run was used. */
  readonly isUsed: () => boolean;
}

/**
 * Results of earlier runs, from GitHub's cache, and a note of what this run uses and makes, for the step that cleans up to
 * keep. Whatever fails is a line of the log, and nothing is known. `wanted`: the input `cache`; absent: where no change can
 * make up what is read for it.
 */
export function openResultCache({ env, write }: ActionState, runner: Runner, wanted?: boolean): OpeningCache {
  const isWanted = wanted ?? !OPEN_TO_CHANGES.has(runner.event.name);
  if (!isWanted || !hasCache(env)) return { opened: () => Promise.resolve(CLOSED), close: () => undefined };
  const files = cacheFiles(runner);
  const stop = new AbortController();
  const tell = (reason: string) => write(logLine(`No results of earlier runs are used: ${reason}`));
  const restored = restore().catch((error: unknown) => {
    tell(error instanceof Error ? error.message : String(error));
    return undefined;
  });
  return {
    async opened() {
      const known = await restored;
      return known ? runCache(known, files.run) : CLOSED;
    },
    close: () => stop.abort(),
  };

  /** Undefined where the cache fails: it is asked no second time, to keep what this run makes. */
  async function restore(): Promise<KeptResults | undefined> {
    rmSync(files.packed, { force: true });
    mkdirSync(files.folder, { recursive: true, mode: 0o700 });
    const task = { kind: 'restore', file: files.packed, key: CACHE_KEY } as const;
    const outcome = await askCache(env, task, { milliseconds: RESTORE_MS, signal: stop.signal });
    switch (outcome.kind) {
      case 'done':
        return read();
      case 'nothing':
        return NOTHING_KEPT;
      case 'failed':
        if (!stop.signal.aborted) tell(outcome.reason);
        return undefined;
    }
  }

  /** What is damaged is as good as nothing, and is replaced by what this run makes. */
  function read(): KeptResults {
    try {
      if (statSync(files.packed).size > MAX_KEPT_BYTES) {
        rmSync(files.packed);
        throw new Error('they are too large');
      }
      return unpackResults(readFileSync(files.packed));
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
      return NOTHING_KEPT;
    }
  }
}

const NOTHING_KEPT: KeptResults = new Map();
const CLOSED: RunCache = { results: NO_CACHE, anew: NO_CACHE, isUsed: () => false };

/**
 * What was restored is data that somebody else may have written: an entry that is no result is none at all, and nothing of it
 * names a place on the disk.
 */
function runCache(restored: KeptResults, file: string): RunCache {
  const notes = createWriteStream(file, { flags: 'a', mode: 0o600 });
  // A full disk costs time in the next run.
  notes.on('error', () => undefined);
  const put: ResultCache['put'] = (key, json) => {
    notes.write(lineOf(key, json));
    return Promise.resolve();
  };
  let used = false;
  const get: ResultCache['get'] = (key) => {
    const value = parse(restored.get(key));
    if (value === undefined) return undefined;
    used = true;
    notes.write(lineOf(key));
    return value;
  };
  return { results: { get, put }, anew: { ...NO_CACHE, put }, isUsed: () => used };
}

function parse(json: Buffer | undefined): unknown {
  if (json === undefined || json.length === 0) return undefined;
  try {
    const value: unknown = JSON.parse(json.toString());
    return isKeptResult(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
