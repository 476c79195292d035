import { suppressionsAnalyzer, type SuppressionComment } from '../../findings/suppressions-analyzer.ts';
import { classifyByPath } from '../../source/classify-file.ts';

/** Tells whether a `nosemgrep` comment is about a rule's finding that starts on a line. */
export async function ignoredBy(path: string, text: string): Promise<(ruleId: string, line: number) => boolean> {
  if (!/nosem/i.test(text)) return () => false;
  const classification = classifyByPath({ path, kind: 'file', size: text.length });
  const { facts } = await suppressionsAnalyzer.analyze({ path, text, classification });
  const comments = (facts?.comments ?? []).filter(({ source }) => source === 'nosemgrep');
  return (ruleId, line) => comments.some((comment) => covers(comment, ruleId, line));
}

/** An id in a comment may be written with the folders of its rule file before it, or without them. */
function covers({ rules, startLine, endLine }: SuppressionComment, ruleId: string, line: number): boolean {
  if (line < startLine || line > endLine) return false;
  return (
    rules.length === 0 ||
    rules.some((rule) => rule === ruleId || rule.endsWith(`.${ruleId}`) || ruleId.endsWith(`.${rule}`))
  );
}
