import type { FixWanted, FoundFix } from './analyzers/eslint/fixes/find-fixes.ts';
import { FIXABLE_RULES } from './analyzers/eslint/fixes/fixable-rules.ts';
import type { SideResult } from './analyze-side.ts';
import { cacheKey, type ResultCache } from './cache/result-cache.ts';
import type { Finding, Fix } from './findings/finding.ts';
import { decodeText } from './source/decode-text.ts';
import { SourceError } from './source/source.ts';
import { lineStartsOf } from './syntax/line-starts.ts';
import type { WorkerPool } from './workers/worker-pool.ts';

interface OfferPorts {
  readonly cache: ResultCache;
  readonly pool: WorkerPool;
  /** Names the program's build: results of another are not reused. */
  readonly recipe: string;
}

/** Findings that fixes are looked for, in the order of the reports: each fix is tried, which takes a parse. */
const MOST_FINDINGS = 100;
/** UTF-16 units of a file: in a larger one, every fix that is tried takes a second. */
const LARGEST_FILE = 500_000;

/**
 * Adds fixes to what a change has to answer for (without a base, to all that is open) of the rules whose findings can be
 * mended. Most reviews have none of these, and load no linter for it: oxlint, which finds nearly all, gives no fixes.
 */
export async function offerFixes(
  ports: OfferPorts,
  { findings, head, hasBase }: Findings,
): Promise<readonly Finding[]> {
  const mendable = findings.filter((finding) => isMendable(finding, hasBase)).slice(0, MOST_FINDINGS);
  const byPath = new Map<string, Map<Finding, FixWanted>>();
  for (const finding of mendable) {
    const ofFile = byPath.get(finding.path) ?? new Map<Finding, FixWanted>();
    byPath.set(finding.path, ofFile.set(finding, wantedOf(finding)));
  }
  const fixes = new Map<Finding, Fix>();
  await Promise.all(
    [...byPath].map(async ([path, ofFile]) => {
      const found = await fixesOf(ports, { head, path, wanted: [...ofFile.values()] });
      for (const [finding, { rule, startLine, startColumn }] of ofFile) {
        const own = found.find(
          (one) => one.rule === rule && one.startLine === startLine && one.startColumn === startColumn,
        );
        if (own) fixes.set(finding, own.fix);
      }
    }),
  );
  return findings.map((finding) => {
    const fix = fixes.get(finding);
    return fix ? { ...finding, fix } : finding;
  });
}

interface Findings {
  readonly findings: readonly Finding[];
  readonly head: SideResult;
  readonly hasBase: boolean;
}

function isMendable({ ruleId, state, suppression, standing, fix, range }: Finding, hasBase: boolean): boolean {
  if (!ruleId.startsWith(ESLINT) || !FIXABLE_RULES.has(ruleId.slice(ESLINT.length))) return false;
  const isShown = hasBase ? state === 'new' : state !== 'fixed';
  return isShown && suppression === undefined && standing !== 'watch' && fix === undefined && range !== undefined;
}

const ESLINT = 'eslint/';

function wantedOf({ ruleId, range }: Finding): FixWanted {
  const { startLine, startColumn } = range!;
  return { rule: ruleId.slice(ESLINT.length), startLine, startColumn };
}

interface Asked {
  readonly head: SideResult;
  readonly path: string;
  readonly wanted: readonly FixWanted[];
}

/** None where the file cannot be read or ESLint fails on it: a finding stands without a fix. */
async function fixesOf(
  { cache, pool, recipe }: OfferPorts,
  { head, path, wanted }: Asked,
): Promise<readonly FoundFix[]> {
  const file = head.snapshot.file(path);
  const classification = head.analyses.get(path)?.classification;
  if (!file || file.kind === 'submodule' || !classification) return [];
  const key = cacheKey([recipe, 'fixes', JSON.stringify(wanted), path, JSON.stringify(classification), file.blob]);
  const known = cache.get(key) as readonly FoundFix[] | undefined;
  if (known) return known;
  try {
    const text = decodeText(await head.snapshot.read(file));
    if (text.length > LARGEST_FILE) return [];
    const likely = wanted.filter(({ rule, ...place }) => {
      const { mayMend } = FIXABLE_RULES.get(rule)!;
      return !mayMend || mayMend(text, offsetOf(text, place));
    });
    if (likely.length === 0) return [];
    const outcome = await pool.run({ kind: 'fixes', input: { path, text, classification }, wanted: likely });
    if (outcome.status !== 'done') return [];
    const found = JSON.parse(outcome.json) as readonly FoundFix[];
    await cache.put(key, outcome.json, found).catch(() => undefined);
    return found;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return [];
  }
}

function offsetOf(text: string, { startLine, startColumn }: Omit<FixWanted, 'rule'>): number {
  return (lineStartsOf(text)[startLine - 1] ?? text.length) + startColumn - 1;
}
