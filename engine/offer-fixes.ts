import type { FoundFix } from './analyzers/eslint/fixes/find-fixes.ts';
import { FIXABLE_RULES } from './analyzers/eslint/fixes/fixable-rules.ts';
import { LINT_RULE_BY_NAME } from './analyzers/eslint/rules.ts';
import type { SideResult } from './analyze-side.ts';
import { cacheKey, type ResultCache } from './cache/result-cache.ts';
import type { Finding } from './findings/finding.ts';
import { decodeText } from './source/decode-text.ts';
import { SourceError } from './source/source.ts';
import type { WorkerPool } from './workers/worker-pool.ts';

interface OfferPorts {
  readonly cache: ResultCache;
  readonly pool: WorkerPool;
  /** Names the program's build: results of another are not reused. */
  readonly recipe: string;
}

/** Files in which fixes are looked for, in the order of the findings: as many as one commit mends. */
const MOST_FILES = 100;
/** UTF-16 units of a file: in a larger one, every fix that is tried takes a second. */
const LARGEST_FILE = 500_000;

/**
 * Adds fixes to what a change has to answer for (without a base, to all that is open) of the rules whose findings can be
 * mended. Most reviews have none of these, and load no linter for it: oxlint, which finds nearly all, gives no fixes.
 */
export async function offerFixes(
  ports: OfferPorts,
  {
    findings,
    head,
    hasBase,
  }: { readonly findings: readonly Finding[]; readonly head: SideResult; readonly hasBase: boolean },
): Promise<readonly Finding[]> {
  const wanted = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!isWanted(finding, hasBase)) continue;
    const ofFile = wanted.get(finding.path);
    if (ofFile) ofFile.push(finding);
    else wanted.set(finding.path, [finding]);
  }
  if (wanted.size === 0) return findings;
  const mended = new Map<Finding, Finding>();
  await Promise.all(
    [...wanted].slice(0, MOST_FILES).map(async ([path, ofFile]) => {
      const rules = [...new Set(ofFile.map(({ ruleId }) => eslintNameOf(ruleId)))].sort();
      const fixes = await fixesOf(ports, { head, path, rules });
      for (const finding of ofFile) {
        const fix = fixes.find((found) => isOf(found, finding))?.fix;
        if (fix) mended.set(finding, { ...finding, fix });
      }
    }),
  );
  return findings.map((finding) => mended.get(finding) ?? finding);
}

function isWanted({ ruleId, state, suppression, standing, fix, range }: Finding, hasBase: boolean): boolean {
  if (!ruleId.startsWith('eslint/') || !FIXABLE_RULES.has(eslintNameOf(ruleId))) return false;
  const isShown = hasBase ? state === 'new' : state !== 'fixed';
  return isShown && suppression === undefined && standing !== 'watch' && fix === undefined && range !== undefined;
}

function eslintNameOf(ruleId: string): string {
  return ruleId.slice('eslint/'.length);
}

/** The engines agree on the line, and but for the rules that have one finding a line on the column. */
function isOf({ rule, place }: FoundFix, { ruleId, range }: Finding): boolean {
  if (rule !== eslintNameOf(ruleId) || place.startLine !== range?.startLine) return false;
  return LINT_RULE_BY_NAME.get(rule)?.place === 'line' || place.startColumn === range.startColumn;
}

interface Asked {
  readonly head: SideResult;
  readonly path: string;
  /** By ESLint's names, in order. */
  readonly rules: readonly string[];
}

/** None where the file cannot be read or ESLint fails on it: a finding stands without a fix. */
async function fixesOf(
  { cache, pool, recipe }: OfferPorts,
  { head, path, rules }: Asked,
): Promise<readonly FoundFix[]> {
  const file = head.snapshot.file(path);
  const classification = head.analyses.get(path)?.classification;
  if (!file || file.kind === 'submodule' || !classification) return [];
  const key = cacheKey([recipe, 'fixes', JSON.stringify(rules), path, JSON.stringify(classification), file.blob]);
  const known = cache.get(key) as readonly FoundFix[] | undefined;
  if (known) return known;
  try {
    const text = decodeText(await head.snapshot.read(file));
    if (text.length > LARGEST_FILE) return [];
    const outcome = await pool.run({ kind: 'fixes', input: { path, text, classification }, rules });
    if (outcome.status !== 'done') return [];
    const found = JSON.parse(outcome.json) as readonly FoundFix[];
    await cache.put(key, outcome.json, found).catch(() => undefined);
    return found;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return [];
  }
}
