import type { AST, Rule, SourceCode } from 'eslint';
import type { BinaryExpression, DebuggerStatement, ImportDeclaration, SimpleLiteral } from 'estree';

/** Rules that mend what rules of ESLint only find, by the names of those; they report at the same places. */
export const OWN_FIXERS: Readonly<Record<string, Rule.RuleModule>> = {
  'no-debugger': fixer(({ report }) => ({
    DebuggerStatement: (node: DebuggerStatement & Rule.NodeParentExtension) => {
      if (isInList(node)) report(node.loc!, [...node.range!, '']);
    },
  })),
  'no-irregular-whitespace': fixer(({ report, sourceCode }) => ({
    Program: () => {
      for (const { index } of sourceCode.text.matchAll(IRREGULAR)) {
        const start = sourceCode.getLocFromIndex(index);
        const end = sourceCode.getLocFromIndex(index + 1);
        report({ start, end }, [index, index + 1, ' ']);
      }
    },
  })),
  'no-unused-vars': fixer(({ report, sourceCode }) => ({
    ImportDeclaration: (node) => {
      const { specifiers } = node;
      for (const [index, specifier] of specifiers.entries()) {
        const variables = sourceCode.getDeclaredVariables(specifier);
        if (variables.some(({ references }) => references.length > 0)) continue;
        const [start, end] = specifiers.length === 1 ? node.range! : rangeInList(specifiers, index, sourceCode);
        report(specifier.local.loc!, [start, end, '']);
      }
    },
  })),
  'no-useless-concat': fixer(({ report, sourceCode }) => ({
    BinaryExpression: (node) => {
      const [left, right] = [joinedLiteral(node.left, 'right'), joinedLiteral(node.right, 'left')];
      if (node.operator !== '+' || !left || !right) return;
      const operator = sourceCode.getTokenAfter(left);
      const text = joined(left, right);
      const adjacent = operator?.value === '+' && sourceCode.getTokenAfter(operator)?.range[0] === right.range![0];
      if (text === undefined || !adjacent || left.loc!.end.line !== right.loc!.start.line) return;
      report(operator.loc, [left.range![0], right.range![1], text]);
    },
  })),
};

type Report = (loc: AST.SourceLocation, edit: readonly [start: number, end: number, text: string]) => void;

function fixer(
  listen: (tools: { readonly report: Report; readonly sourceCode: SourceCode }) => Rule.RuleListener,
): Rule.RuleModule {
  return {
    meta: { type: 'problem', fixable: 'code' },
    create: (context) => {
      const report: Report = (loc, [start, end, text]) =>
        context.report({ loc, message: 'mended', fix: (fix) => fix.replaceTextRange([start, end], text) });
      return listen({ report, sourceCode: context.sourceCode });
    },
  };
}

/** Where a statement may be missing. */
function isInList({ parent }: Rule.NodeParentExtension): boolean {
  return ['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase', 'TSModuleBlock'].includes(parent.type);
}

/**
 * What to take out so that the other specifiers of an import stand: up to the next one; of the last, from the one before.
 * Braces in which nothing is left go too.
 */
function rangeInList(
  specifiers: ImportDeclaration['specifiers'],
  index: number,
  sourceCode: SourceCode,
): [start: number, end: number] {
  const [before, own, behind] = [specifiers[index - 1], specifiers[index]!, specifiers[index + 1]];
  if (behind) {
    const isDefault = own.type === 'ImportDefaultSpecifier';
    return [own.range![0], isDefault ? tokenBehindComma(own, sourceCode) : behind.range![0]];
  }
  const isOnly = own.type === 'ImportSpecifier' && before?.type !== 'ImportSpecifier';
  const last = isOnly ? sourceCode.getTokenAfter(own, ({ value }) => value === '}')! : own;
  return [before!.range![1], last.range![1]];
}

/** Where `{` or `*` begins behind a default import. */
function tokenBehindComma(specifier: ImportDeclaration['specifiers'][number], sourceCode: SourceCode): number {
  return sourceCode.getTokenAfter(sourceCode.getTokenAfter(specifier)!)!.range[0];
}

/** What ESLint's rule takes for a space that is none, without those that end a line. */
const IRREGULAR = /[\f\v\u0085\ufeff\u00a0\u1680\u180e\u2000-\u200b\u202f\u205f\u3000]/g;

/** The literal at the side of an operand where the other operand is. */
function joinedLiteral(
  operand: BinaryExpression['left'],
  side: 'left' | 'right',
): (SimpleLiteral & { raw: string }) | undefined {
  const node = operand.type === 'BinaryExpression' && operand.operator === '+' ? operand[side] : operand;
  if (node.type !== 'Literal' || typeof node.value !== 'string' || node.raw === undefined) return undefined;
  return node as SimpleLiteral & { raw: string };
}

/**
 * Two literals as one; undefined where that may not be as meant: whoever parts a word does it on purpose (`'</scr' +
 * 'ipt>'`, a key that scanners should not see), and behind an escape such as `\0` a digit reads otherwise.
 */
function joined(left: { readonly raw: string }, right: { readonly raw: string }): string | undefined {
  const quote = left.raw.charAt(0);
  const [one, other] = [left.raw.slice(1, -1), right.raw.slice(1, -1)];
  if (right.raw.charAt(0) !== quote && /["'\\]/.test(other)) return undefined;
  if (!/\s$/.test(one) && !/^\s/.test(other)) return undefined;
  return `${quote}${one}${other}${quote}`;
}
