/**
 * A review, from sources to the result that all reports are made of. Reads files and runs workers; has no other effect.
 */
import { analyzeSides, type SideContext, type SideResult } from './analyze-side.ts';
import type { AnalyzeFilesPorts } from './analyze-files.ts';
import { withMemory } from './cache/result-cache.ts';
import { collectResult } from './collect-result.ts';
import { knownRules } from './known-rules.ts';
import { judgeFindings } from './judge-findings.ts';
import { changedFiles, planSide, type PlanOptions, type SidePlan } from './plan-review.ts';
import { offerFixes } from './offer-fixes.ts';
import { HEAD_ONLY_ANALYZERS, projectAnalyzers } from './analyzers/project-analyzers.ts';
import { oncePerRequest } from './once-per-request.ts';
import { readGitAttributes } from './source/git-attributes.ts';
import type { Comparison } from './source/source.ts';
import type { ReviewPorts, ReviewRequest } from './review-request.ts';
import type { ReviewResult } from './review-result.ts';
import { withhold } from './withheld.ts';

/** Reviews a snapshot by itself, or what a change made of another. The same request gives the same result. */
export async function review(ports: ReviewPorts, asked: ReviewRequest): Promise<ReviewResult> {
  const { configuration, notLookedAt: withheld } = withhold(asked.configuration, asked.withheld ?? []);
  const request = { ...asked, configuration };
  const { comparison, head } = request;
  const changes = comparison?.changes;

  // 1. Decide what is looked at, on both sides.
  const onlyNew = changes && !request.wholeTree ? changedFiles(changes, 'new') : undefined;
  const onlyOld = changes && !request.wholeTree ? changedFiles(changes, 'old') : undefined;
  const attributes = await readGitAttributes(comparison?.tip ?? head);
  const headPlan = await planSide(head, { configuration, attributes, only: onlyNew });
  const basePlan = comparison && (await planSide(comparison.base, { configuration, attributes, only: onlyOld }));
  const tipPlan = comparison && (await planTip(comparison, { configuration, attributes }));

  // 2. Run the analyzers on them.
  const context = sideContext(ports, request);
  const sides = [
    { plan: headPlan, context },
    ...(basePlan ? [{ plan: basePlan, context: atBase(context) }] : []),
    ...(tipPlan ? [{ plan: tipPlan, context: { ...context, analyzers: [] } }] : []),
  ];
  const [headSide, baseSide, tipSide] = await analyzeSides(filePorts(ports, request), sides);
  if (!headSide) throw new Error('a review has a head');

  // 3. Give findings their identity, mark what the change did to them, and apply suppressions.
  const judged = await judgeFindings({
    request,
    head: headSide,
    base: baseSide,
    tip: tipSide,
    rules: rulesOf(request, headSide, baseSide),
  });

  // 4. Look for fixes of what is to be shown.
  const { findings } = judged;
  const fixPorts = { cache: ports.cache, pool: ports.pool, recipe: request.toolBuild };
  const mendable = await offerFixes(fixPorts, { findings, head: headSide, hasBase: comparison !== undefined });

  // 5. Measure, rate, decide, and put together what the reports need.
  return collectResult({
    request: asked,
    head: headSide,
    base: baseSide,
    judged: { ...judged, findings: mendable },
    withheld,
  });
}

/** Files of the change that the base has changed since, too: which suppressions count in them, its tip has a say in. */
async function planTip(
  { base, tip, changes }: Comparison,
  options: Omit<PlanOptions, 'only'>,
): Promise<SidePlan | undefined> {
  if (tip === base) return undefined;
  const only = changedFiles(changes, 'old').flatMap(({ path, blob }) => {
    const file = tip.file(path);
    return file && file.blob !== blob ? [file] : [];
  });
  return only.length === 0 ? undefined : planSide(tip, { ...options, only });
}

function filePorts({ cache, pool, onProgress, oxlintLibrary }: ReviewPorts, request: ReviewRequest): AnalyzeFilesPorts {
  const { eslint, metrics, rules, secrets } = request.configuration.analyzers;
  const at = request.rules?.at;
  return {
    cache: withMemory(cache),
    pool,
    options: {
      analyzers: { eslint: eslint.enabled, metrics: metrics.enabled, secrets: secrets.enabled },
      thresholds: metrics.thresholds,
      ...(at !== undefined && rules.enabled && { rules: { at, packs: rules.packs } }),
    },
    recipe: request.toolBuild,
    oxlintLibrary,
    ...(onProgress && { onProgress: (done, total) => onProgress('Analysing', done, total) }),
  };
}

function sideContext(ports: ReviewPorts, request: ReviewRequest): SideContext {
  const { configuration, external, comparison, now } = request;
  const { duplication, dependencies, hygiene } = configuration.analyzers;
  const { osv, ...files } = external;
  return {
    analyzers: projectAnalyzers.filter(({ id }) => isEnabled(configuration, id)),
    options: {
      ...files,
      ...(osv && !dependencies.offline && { osv: { ...osv, fetch: oncePerRequest(osv.fetch) } }),
      duplication,
      hygiene: hygiene.thresholds,
    },
    now,
    ...(comparison && { comparison }),
    ...(ports.signal && { signal: ports.signal }),
  };
}

/** At base there is nothing to compare with, and no report of other tools. */
function atBase({ comparison: _, ...context }: SideContext): SideContext {
  return { ...context, analyzers: context.analyzers.filter(({ id }) => !HEAD_ONLY_ANALYZERS.has(id)) };
}

function isEnabled({ analyzers }: ReviewRequest['configuration'], id: string): boolean {
  return analyzers[id as keyof typeof analyzers]?.enabled ?? true;
}

function rulesOf({ rules }: ReviewRequest, ...sides: readonly (SideResult | undefined)[]) {
  const booked = rules?.listed.map(({ info }) => info) ?? [];
  const foreign = sides.flatMap((side) => [...(side?.outputs.values() ?? [])].flatMap((output) => output.rules ?? []));
  return new Map([...knownRules(), ...booked, ...foreign].map((rule) => [rule.id, rule]));
}
