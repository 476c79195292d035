import type { Log, Notification, Run, VersionControlDetails } from 'sarif';
import type { ReviewResult, ReviewSubject } from '../../review-result.ts';
import { openFindings } from '../../verdict/open-findings.ts';
import { toJson } from '../json/to-json.ts';
import { MAX_RESULTS, SHOWN_RESULTS } from './code-scanning-limits.ts';
import { SOURCE_ROOT } from './sarif-location.ts';
import { configurationNotification, notLookedAtDescriptors, notLookedAtNotification } from './sarif-notifications.ts';
import { sarifResult } from './sarif-result.ts';
import { isWebAddress, sarifRule } from './sarif-rule.ts';

export interface SarifOptions {
  /**
   * For an upload to GitHub code scanning, which makes an open alert of every result it is given: suppressed and fixed
   * findings are left out, and the list is cut to what it takes. Default: everything, as SARIF means it.
   */
  readonly forCodeScanning?: boolean;
}

/**
 * The review as SARIF 2.1.0. Fixed findings are results with `baselineState` "absent", suppressed ones have
 * `suppressions`; what was not looked at is in `invocations[0].toolExecutionNotifications`.
 */
export function renderSarif(result: ReviewResult, options: SarifOptions = {}): string {
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [sarifRun(result, options.forCodeScanning ?? false)],
  };
  return toJson(log);
}

function sarifRun(result: ReviewResult, forCodeScanning: boolean): Run {
  const { subject, rules, notLookedAt, verdict } = result;
  const wanted = forCodeScanning ? openFindings(result.findings) : result.findings;
  const findings = forCodeScanning ? wanted.slice(0, MAX_RESULTS) : wanted;
  const context = {
    ruleIndex: new Map(rules.map(({ id }, index) => [id, index])),
    hasBase: subject.base !== undefined,
    forCodeScanning,
  };
  return {
    tool: {
      driver: {
        name: 'Plumbline',
        version: subject.tool.version,
        semanticVersion: subject.tool.version,
        rules: rules.map(sarifRule),
        notifications: notLookedAtDescriptors(notLookedAt),
      },
    },
    automationDetails: { id: 'plumbline/' },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'The root of the repository' } } },
    ...versionControl(subject),
    invocations: [
      {
        executionSuccessful: true,
        toolConfigurationNotifications: result.configuration.problems.map(configurationNotification),
        toolExecutionNotifications: [
          ...notLookedAt.map(notLookedAtNotification),
          ...(forCodeScanning ? cutNotifications(wanted.length) : []),
        ],
      },
    ],
    results: findings.map((finding) => sarifResult(finding, context)),
    properties: {
      subject: subject.name,
      head: { ...subject.head },
      ...(subject.base && { base: { ...subject.base } }),
      verdict: { conclusion: verdict.conclusion, headline: verdict.headline },
      ratings: { ...result.ratings },
    },
  };
}

/** SARIF asks for the repository's address: without one, the commit stands in the run's properties alone. */
function versionControl({ repositoryUri, head }: ReviewSubject): {
  versionControlProvenance?: VersionControlDetails[];
} {
  if (repositoryUri === undefined || !isWebAddress(repositoryUri)) return {};
  const revisionId = head.commit;
  return { versionControlProvenance: [{ repositoryUri, ...(revisionId !== undefined && { revisionId }) }] };
}

function cutNotifications(findings: number): Notification[] {
  if (findings <= SHOWN_RESULTS) return [];
  const given =
    findings > MAX_RESULTS
      ? `The ${MAX_RESULTS} most severe of ${findings} findings are given`
      : `${findings} findings are given`;
  return [
    {
      level: 'warning',
      message: { text: `${given}; code scanning shows ${SHOWN_RESULTS}. The reports in other formats have them all.` },
    },
  ];
}
