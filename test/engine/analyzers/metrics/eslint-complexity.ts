import { Linter, type Rule } from 'eslint';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import { parser as typescriptParser } from 'typescript-eslint';

/** Complexities by place: `12:4-15:5` with 1-based lines and columns. Two functions may stand at one place. */
export type Complexities = ReadonlyMap<string, readonly number[]>;

const complexity = builtinRules.get('complexity')!;

/**
 * ESLint's rule, told to report the function itself rather than its head, so that places can be compared. A method is
 * reported at its definition: ESLint's function begins only at the parameters.
 */
const complexityByPlace: Rule.RuleModule = {
  meta: { ...complexity.meta, schema: false },
  create(context) {
    const report = ({ node, data }: { node: Rule.Node; data: { name: string; complexity: number } }) => {
      // A field whose value decides nothing is no function to us.
      if (data.name === 'Class field initializer' && data.complexity === 1) return;
      context.report({ loc: placeOf(node), message: String(data.complexity) });
    };
    return complexity.create(Object.create(context, { report: { value: report } }) as Rule.RuleContext);
  },
};

function placeOf(node: Rule.Node) {
  const parent = node.parent as Rule.Node & { kind?: string; method?: boolean; value?: unknown };
  const isMember =
    parent.type === 'MethodDefinition' || (parent.type === 'Property' && (parent.method || parent.kind !== 'init'));
  return (isMember && parent.value === node ? parent : node).loc!;
}

/** What ESLint's `complexity` rule says of every function; undefined where ESLint cannot parse the file. */
export function eslintComplexities(text: string, language: 'javascript' | 'typescript'): Complexities | undefined {
  const messages = new Linter().verify(
    text,
    {
      files: ['**/*.js', '**/*.ts'],
      plugins: { own: { rules: { complexity: complexityByPlace } } },
      rules: { 'own/complexity': ['error', 0] },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      languageOptions: language === 'typescript' ? { parser: typescriptParser } : { sourceType: 'commonjs' },
    },
    { filename: language === 'typescript' ? 'file.ts' : 'file.js' },
  );
  if (messages.some(({ fatal }) => fatal)) return undefined;
  const complexities = new Map<string, number[]>();
  for (const { ruleId, line, column, endLine, endColumn, message } of messages) {
    if (ruleId === 'own/complexity') addTo(complexities, `${line}:${column}-${endLine}:${endColumn}`, Number(message));
  }
  return complexities;
}

export function addTo(complexities: Map<string, number[]>, place: string, value: number): void {
  complexities.set(
    place,
    [...(complexities.get(place) ?? []), value].sort((a, b) => a - b),
  );
}
