import type { Quality, Rule, Severity } from '../../findings/finding.ts';
import type { SarifMessage, SarifResult, SarifRule, SarifRun } from './sarif-log.ts';

/** Minutes for what another tool found: it does not say, and a quarter of an hour mends an ordinary finding. */
const MINUTES = 15;
/** Longest text of another tool that is shown, in UTF-16 code units. */
const LONGEST_TEXT = 500;

const SEVERITY_OF_LEVEL: Readonly<Record<'none' | 'note' | 'warning' | 'error', Severity>> = {
  none: 'info',
  note: 'low',
  warning: 'medium',
  error: 'high',
};

/** What the run says of the rule of a result: by index, else by id; `a/b` is a kind of `a`. */
export function describedRule(run: SarifRun, result: SarifResult): SarifRule {
  const component = run.tool.extensions?.[result.rule?.toolComponent?.index ?? -1] ?? run.tool.driver;
  const byIndex = component.rules?.[result.rule?.index ?? result.ruleIndex ?? -1];
  if (byIndex) return byIndex;
  const rules = [run.tool.driver, ...(run.tool.extensions ?? [])].flatMap((one) => one.rules ?? []);
  for (let id = result.ruleId ?? result.rule?.id ?? ''; id !== ''; id = id.slice(0, Math.max(0, id.lastIndexOf('/')))) {
    const byId = rules.find((rule) => rule.id === id);
    if (byId) return byId;
  }
  return {};
}

/** `sarif/<tool>/<rule>`. */
export function ruleOf(run: SarifRun, result: SarifResult): Rule {
  const described = describedRule(run, result);
  const tool = run.tool.driver.name;
  const id = result.ruleId ?? result.rule?.id ?? described.id ?? 'result';
  const tags = described.properties?.tags ?? [];
  const title = plain(described.shortDescription?.text ?? described.name ?? id);
  const cwe = [...new Set(tags.flatMap((tag) => cweOf(tag) ?? []))];
  return {
    id: `sarif/${idPart(tool.toLowerCase())}/${idPart(id)}`,
    title,
    description: plain(described.fullDescription?.text ?? described.help?.text ?? title),
    severity: severityOf({}, described),
    quality: qualityOf(described),
    minutes: MINUTES,
    tags: ['sarif', ...tags.slice(0, 20).map(plain)],
    ...(/^https?:\/\//.test(described.helpUri ?? '') ? { helpUri: described.helpUri! } : {}),
    ...(cwe.length > 0 ? { cwe } : {}),
  };
}

/** The score that GitHub's code scanning defines (`security-severity`, with its steps), else the level. */
export function severityOf(result: SarifResult, described: SarifRule): Severity {
  const score = Number(result.properties?.['security-severity'] ?? described.properties?.['security-severity'] ?? NaN);
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  if (score > 0) return 'low';
  return SEVERITY_OF_LEVEL[result.level ?? described.defaultConfiguration?.level ?? 'warning'];
}

function qualityOf(described: SarifRule): Quality {
  const tags = (described.properties?.tags ?? []).map((tag) => tag.toLowerCase());
  const isSecurity = tags.some((tag) => tag === 'security' || cweOf(tag) !== undefined);
  if (isSecurity || described.properties?.['security-severity'] !== undefined) return 'security';
  return tags.some((tag) => /^(?:reliability|correctness|bugs?|error-prone)$/.test(tag))
    ? 'reliability'
    : 'maintainability';
}

/** `external/cwe/cwe-079`, `CWE-79: …`. */
function cweOf(tag: string): string | undefined {
  const number = /(?:^|\/)cwe-0*(\d{1,5})(?:$|[^\d])/i.exec(tag)?.[1];
  return number === undefined ? undefined : `CWE-${number}`;
}

/** The result's text, or the rule's text that it names, with its arguments. */
export function messageOf(message: SarifMessage | undefined, described: SarifRule): string {
  const template = message?.text ?? described.messageStrings?.[message?.id ?? '']?.text;
  if (template === undefined) return plain(described.shortDescription?.text ?? described.name ?? 'No message.');
  const filled = template.replace(/\{\{|\}\}|\{(\d{1,2})\}/g, (written, index: string | undefined) =>
    index === undefined
      ? message?.arguments
        ? written[0]!
        : written
      : (message?.arguments?.[Number(index)] ?? written),
  );
  // Links to related locations: `[text](1)`.
  return plain(filled.replace(/\[([^[\]]{1,200})\]\(\d{1,9}\)/g, '$1'));
}

function plain(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1)}…` : line;
}

function idPart(text: string): string {
  return (
    text
      .replace(/[^\w./-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 100) || 'unnamed'
  );
}
