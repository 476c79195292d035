import type { Quality, RawFinding, Rule, Severity } from '../../findings/finding.ts';
import type { SemgrepOutput } from './semgrep-output.ts';

/** Minutes for what the program found: rules do not say, and a quarter of an hour mends an ordinary finding. */
const MINUTES = 15;
/** Longest text of a rule that is shown, in UTF-16 code units. */
const LONGEST_TEXT = 500;

const SEVERITIES: Readonly<Record<string, Severity>> = {
  CRITICAL: 'critical',
  HIGH: 'high',
  ERROR: 'high',
  MEDIUM: 'medium',
  WARNING: 'medium',
  LOW: 'low',
  INFO: 'low',
};

/** What the real program found, as findings of a review with the rules they name. Ids are `semgrep/<check id>`. */
export function semgrepFindings({ results }: SemgrepOutput): { findings: RawFinding[]; rules: Rule[] } {
  const rules = new Map<string, Rule>();
  const findings = results
    .filter(({ extra }) => !extra.is_ignored)
    .map((result): RawFinding => {
      const rule = ruleOf(result);
      if (!rules.has(rule.id)) rules.set(rule.id, rule);
      return {
        ruleId: rule.id,
        path: result.path.replace(/^\.\//, ''),
        range: {
          startLine: Math.max(1, result.start.line),
          startColumn: Math.max(1, result.start.col),
          endLine: Math.max(1, result.end.line),
          endColumn: Math.max(1, result.end.col),
        },
        message: plain(result.extra.message),
      };
    });
  return { findings, rules: [...rules.values()] };
}

function ruleOf({ check_id: id, extra: { message, severity, metadata } }: SemgrepOutput['results'][number]): Rule {
  const cwe = texts(metadata['cwe']).flatMap((text) => /^CWE-\d{1,5}/i.exec(text)?.[0].toUpperCase() ?? []);
  const [help] = [...texts(metadata['source']), ...texts(metadata['references'])].filter((link) =>
    /^https?:\/\//.test(link),
  );
  return {
    id: `semgrep/${id.replace(/[^\w./-]/g, '-')}`,
    title: plain(id.split('.').at(-1)!.replace(/[-_]+/g, ' ')),
    description: plain(message),
    severity: SEVERITIES[severity.toUpperCase()] ?? 'info',
    quality: qualityOf(texts(metadata['category']), cwe),
    minutes: MINUTES,
    tags: ['semgrep', ...texts(metadata['technology']).slice(0, 20)],
    ...(help !== undefined && { helpUri: help }),
    ...(cwe.length > 0 && { cwe: [...new Set(cwe)] }),
  };
}

function qualityOf(categories: readonly string[], cwe: readonly string[]): Quality {
  if (categories.includes('security') || (categories.length === 0 && cwe.length > 0)) return 'security';
  return categories.includes('correctness') ? 'reliability' : 'maintainability';
}

function texts(value: unknown): string[] {
  return [value].flat().filter((text) => typeof text === 'string');
}

function plain(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1)}…` : line;
}
