/** The words that reports use for closed sets. One place, so that all formats say the same. */
import type { NotLookedAtReason } from '../../analyzers/analyzer.ts';
import type { AppliedSuppression, Quality, Severity } from '../../findings/finding.ts';
import type { SuppressionStatus } from '../../findings/suppression.ts';
import type { Conclusion, ConditionResult, GateMetric } from '../../verdict/gate.ts';
import type { RatedQuality, Rating } from '../../verdict/measures.ts';

export const SEVERITY_NAMES = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
} as const satisfies Record<Severity, string>;

export const QUALITY_NAMES = {
  reliability: 'Reliability',
  security: 'Security',
  maintainability: 'Maintainability',
  duplication: 'Duplication',
  coverage: 'Coverage',
} as const satisfies Record<Quality | RatedQuality, string>;

export const RATING_MEANINGS = {
  A: 'very good',
  B: 'good',
  C: 'fair',
  D: 'poor',
  E: 'very poor',
} as const satisfies Record<Rating, string>;

export const CONCLUSION_WORDS = {
  pass: 'Passed',
  fail: 'Failed',
  neutral: 'Undecided',
} as const satisfies Record<Conclusion, string>;

export const CONDITION_WORDS = {
  met: 'met',
  missed: 'missed',
  'not-measured': 'not measured',
} as const satisfies Record<ConditionResult['status'], string>;

/** Each metric's name, and how its value is written. */
export const METRIC_WORDS = {
  findings: { name: 'Findings', unit: 'count' },
  critical: { name: 'Critical findings', unit: 'count' },
  high: { name: 'High-severity findings', unit: 'count' },
  medium: { name: 'Medium-severity findings', unit: 'count' },
  low: { name: 'Low-severity findings', unit: 'count' },
  'security-findings': { name: 'Security findings', unit: 'count' },
  'reliability-findings': { name: 'Reliability findings', unit: 'count' },
  'maintainability-findings': { name: 'Maintainability findings', unit: 'count' },
  secrets: { name: 'Secrets in the code', unit: 'count' },
  vulnerabilities: { name: 'Vulnerable dependencies', unit: 'count' },
  'debt-minutes': { name: 'Technical debt', unit: 'minutes' },
  'debt-ratio': { name: 'Debt ratio', unit: 'percent' },
  'reliability-rating': { name: 'Reliability rating', unit: 'count' },
  'security-rating': { name: 'Security rating', unit: 'count' },
  'maintainability-rating': { name: 'Maintainability rating', unit: 'count' },
  duplication: { name: 'Duplicated lines', unit: 'percent' },
  coverage: { name: 'Line coverage', unit: 'percent' },
  'cognitive-complexity': { name: 'Highest cognitive complexity', unit: 'count' },
  'cyclomatic-complexity': { name: 'Highest cyclomatic complexity', unit: 'count' },
  'function-length': { name: 'Longest function, in lines', unit: 'count' },
  'not-looked-at': { name: 'Not looked at', unit: 'count' },
  'changed-lines': { name: 'Changed lines', unit: 'count' },
  'failed-tests': { name: 'Failed tests', unit: 'count' },
} as const satisfies Record<GateMetric, { name: string; unit: 'count' | 'percent' | 'minutes' }>;

export const SUPPRESSION_STATUS_WORDS = {
  applied: { name: 'in force', detail: '' },
  unused: { name: 'unused', detail: 'covers nothing and can go' },
  expired: { name: 'ended', detail: 'its date has passed' },
  'no-reason': { name: 'without effect', detail: 'gives no reason' },
  'not-at-base': { name: 'without effect', detail: 'holds only once the base has it' },
  malformed: { name: 'without effect', detail: 'cannot be read' },
} as const satisfies Record<SuppressionStatus, { name: string; detail: string }>;

/** Comments for other tools name many rules that are not ours: that they cover nothing here is no fault of theirs. */
export const FOREIGN_UNUSED = { name: 'not needed here', detail: 'covers nothing that this review finds' } as const;

export const SUPPRESSION_SOURCES = {
  comment: 'plumbline-ignore comment',
  configuration: 'configuration',
  'eslint-comment': 'ESLint comment',
  nosemgrep: 'nosemgrep comment',
  command: 'command',
} as const satisfies Record<AppliedSuppression['source'], string>;

/** In the order in which reports list them. */
export const NOT_LOOKED_AT_WORDS = {
  'plan-lapsed': 'The plan has ended',
  'service-failed': 'A service did not answer',
  offline: 'Not asked (offline)',
  'tool-missing': 'A tool is missing',
  'time-out': 'Took too long',
  'out-of-memory': 'Needed too much memory',
  crashed: 'The analysis crashed',
  'bad-input': 'An input cannot be read',
  unreadable: 'Cannot be read',
  'changed-while-read': 'Changed while it was read',
  'syntax-error': 'Syntax not understood',
  limit: 'Beyond a limit',
  'too-large': 'Too large',
  language: 'Languages without a grammar',
  'lfs-pointer': 'Stored in Git LFS',
  submodule: 'Submodule',
  symlink: 'Symbolic link',
  generated: 'Generated',
  vendored: 'Third-party code',
  minified: 'Minified',
  binary: 'Binary',
  'not-detectable': 'Marked as not detectable',
  excluded: 'Excluded by the configuration',
  plan: 'Not in the plan',
} as const satisfies Record<NotLookedAtReason, string>;

export const NOT_LOOKED_AT_ORDER = Object.keys(NOT_LOOKED_AT_WORDS).filter(
  (reason): reason is NotLookedAtReason => reason in NOT_LOOKED_AT_WORDS,
);
