import type { ExternalFile, NotLookedAt, ProjectAnalyzer } from '../analyzer.ts';
import type { Place, RawFinding, RelatedPlace, Rule } from '../../findings/finding.ts';
import { badReport, BadReportError, textOfReport } from '../external-file.ts';
import { readSarif, type SarifLocation, type SarifResult, type SarifRun } from './sarif-log.ts';
import { SarifPlaces } from './sarif-places.ts';
import { describedRule, messageOf, ruleOf, severityOf } from './sarif-rule.ts';

/** As many results of one report as GitHub's code scanning takes of a run (25,000). */
export const MOST_RESULTS = 25_000;
/** Of all reports together. Ours: reports may be strangers', and a result with many more is too large to be written. */
export const MOST_RESULTS_OF_ALL = 50_000;
/** Steps of a data flow that are kept. */
const MOST_STEPS = 50;

/** Findings of other tools, out of their SARIF 2.1.0. Rules come with the output, as only the reports know them. */
export const sarifAnalyzer: ProjectAnalyzer = {
  id: 'sarif',
  rules: [],
  analyze: async (input) => {
    const places = new SarifPlaces(input);
    const outcome: Outcome = { findings: [], rules: new Map(), notLookedAt: [], left: MOST_RESULTS_OF_ALL };
    for (const file of input.options.sarifFiles) {
      try {
        await takeReport(readSarif(textOfReport(file)), file, { places, outcome });
      } catch (error) {
        if (!(error instanceof BadReportError)) throw error;
        outcome.notLookedAt.push(badReport(file, 'sarif', error));
      }
    }
    const rules = [...outcome.rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return { findings: outcome.findings, rules, notLookedAt: outcome.notLookedAt };
  },
};

interface Outcome {
  readonly findings: RawFinding[];
  readonly rules: Map<string, Rule>;
  readonly notLookedAt: NotLookedAt[];
  /** How many results may still be taken. */
  left: number;
}

interface Context {
  readonly places: SarifPlaces;
  readonly outcome: Outcome;
}

async function takeReport(runs: readonly SarifRun[], file: ExternalFile, { places, outcome }: Context): Promise<void> {
  const failures = runs.flatMap((run) => run.results.map((result) => ({ run, result }))).filter(isFailure);
  const open = failures.filter(({ result }) => !isSuppressed(result));
  const lost: string[] = [];
  const most = Math.min(MOST_RESULTS, outcome.left);
  const taken = open.slice(0, most);
  outcome.left -= taken.length;
  for (const { run, result } of taken) {
    const place = await places.resolve(run, result.locations?.[0]);
    if ('problem' in place) {
      lost.push(place.uri);
      continue;
    }
    const rule = ruleOf(run, result);
    if (!outcome.rules.has(rule.id)) outcome.rules.set(rule.id, rule);
    outcome.findings.push(await findingOf({ run, result, place, rule }, places));
  }
  outcome.notLookedAt.push(
    ...leftOut(file, { lost, suppressed: failures.length - open.length, beyond: open.length - taken.length }),
  );
}

interface RunResult {
  readonly run: SarifRun;
  readonly result: SarifResult;
}

/** Results also say what passed, what is left to people, and what is gone since the tool's own baseline. */
function isFailure({ result }: RunResult): boolean {
  return (result.kind ?? 'fail') === 'fail' && result.baselineState !== 'absent';
}

/** All of its suppressions must be accepted (SARIF 3.27.23); without a status they are. */
function isSuppressed({ suppressions }: SarifResult): boolean {
  if (!suppressions || suppressions.length === 0) return false;
  return suppressions.every(({ status }) => (status ?? 'accepted') === 'accepted');
}

async function findingOf(
  { run, result, place, rule }: RunResult & { readonly place: Place; readonly rule: Rule },
  places: SarifPlaces,
): Promise<RawFinding> {
  const described = describedRule(run, result);
  const severity = severityOf(result, described);
  const anchor = anchorOf(result);
  const flow = result.codeFlows?.[0]?.threadFlows?.[0]?.locations ?? [];
  const trace = await relatedPlaces(
    run,
    flow.map(({ location }) => location ?? {}),
    places,
  );
  const related = await relatedPlaces(run, result.relatedLocations ?? [], places);
  return {
    ruleId: rule.id,
    ...place,
    message: messageOf(result.message, described),
    ...(severity === rule.severity ? {} : { severity }),
    ...(anchor === undefined ? {} : { anchor }),
    ...(related.length > 0 ? { related } : {}),
    ...(trace.length > 0 ? { trace } : {}),
  };
}

/** What the tool itself knows a place by, apart from its line: the first by name, so that it stays the same one. */
function anchorOf({ partialFingerprints = {} }: SarifResult): string | undefined {
  const [first] = Object.entries(partialFingerprints).sort(([a], [b]) => (a < b ? -1 : 1));
  return first && `${first[0]} ${first[1]}`.slice(0, 200);
}

async function relatedPlaces(
  run: SarifRun,
  locations: readonly SarifLocation[],
  places: SarifPlaces,
): Promise<readonly RelatedPlace[]> {
  const found: RelatedPlace[] = [];
  for (const location of locations.slice(0, MOST_STEPS)) {
    const place = await places.resolve(run, location);
    if (!('problem' in place) && place.path !== '')
      found.push({ ...place, message: messageOf(location.message ?? { text: '' }, {}) });
  }
  return found;
}

const MOST_TAKEN = 'Of one report, 25,000 results are taken, of all together 50,000.';

function leftOut(
  file: ExternalFile,
  {
    lost,
    suppressed,
    beyond,
  }: { readonly lost: readonly string[]; readonly suppressed: number; readonly beyond: number },
): readonly NotLookedAt[] {
  const entry = (count: number, reason: NotLookedAt['reason'], detail: string): NotLookedAt[] =>
    count > 0
      ? [
          {
            subject: `${count} ${count === 1 ? 'result' : 'results'} of ${file.name}`,
            analyzer: 'sarif',
            reason,
            detail,
          },
        ]
      : [];
  const named = lost.slice(0, 3).join(', ') + (lost.length > 3 ? ', …' : '');
  return [
    ...entry(lost.length, 'bad-input', `Not exactly one file of the repository has their paths: ${named}.`),
    ...entry(suppressed, 'excluded', 'They are suppressed in the report itself.'),
    ...entry(beyond, 'limit', MOST_TAKEN),
  ];
}
