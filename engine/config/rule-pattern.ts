/** Letters, digits, `-`, `_`, `.`, `/`, and `*` for any run of characters: `eslint/*`, `*`. */
export const RULE_PATTERN = /^[A-Za-z0-9_./*@-]{1,200}$/;

/** Whether a rule id fits a pattern. Linear in both: each part between stars is looked for once, left to right. */
export function matchesRule(pattern: string, ruleId: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0]!;
  const last = parts.at(-1)!;
  if (parts.length === 1) return pattern === ruleId;
  if (ruleId.length < first.length + last.length) return false;
  if (!ruleId.startsWith(first) || !ruleId.endsWith(last)) return false;
  const end = ruleId.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = ruleId.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** Whether a rule is another tool's: it is known only once that tool's report is read, or it has run. */
export function isOtherToolsRule(pattern: string): boolean {
  return /^(?:sarif|eslint-config|semgrep)\//.test(pattern);
}
