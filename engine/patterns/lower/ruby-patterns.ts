import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { ruby } from './ruby.ts';

/** Names of classes begin with a capital; an ellipsis in a hash is written as what a hash is spread of. */
function adapt(text: string): string {
  return withOuterBlocks(text)
    .replace(/(\bcase\b[^\n]*\n\s*)(µ___)(?=\s*\n\s*(?:when|in)\b)/g, '$1when $2')
    .replace(/\b(class|module)(\s+)µ(?=[A-Z_])/g, '$1$2Xµ')
    .replace(/([=(,[:]|=>|^|return)(\s*)\{([^{}|]*)\}/g, (whole, before: string, space: string, inner: string) =>
      /[:,]|=>|^\s*µ___\w*\s*$/.test(inner) || before !== '^' ? `${before}${space}{${entries(inner)}}` : whole,
    );
}

/** `f ... { }`: the block is meant for `f`, where braces would belong to the last argument. */
function withOuterBlocks(text: string): string {
  const open = /^\s*µ\w+[ \t]+(?:[^\n{}]*,\s*)?µ___\w*\s*\{/.exec(text);
  const close = text.lastIndexOf('}');
  if (!open || close < open[0].length) return text;
  return `${text.slice(0, open[0].length - 1)}do ${text.slice(open[0].length, close)} end${text.slice(close + 1)}`;
}

function entries(inner: string): string {
  return inner.replace(/(^|,)(\s*)(µ___\w*)(?=\s*(?:,|$))/g, '$1$2**$3');
}

const RUBY: PatternAttempt = { grammar: 'ruby', adapt, after: '\n' };

/** What begins like an entry of a hash; alone it would be read as a match of patterns. */
const PAIR = /^\s*(?::?[\w$]+[?!]?|[:]?"[^"\n]*"|'[^'\n]*')\s*=>|^\s*[\w$]+:\s/;

export const RUBY_SUPPORT: LanguageSupport = {
  dialect: ruby,
  partialDicts: false,
  facts: {
    assignDeclares: true,
    lambdasShare: true,
    mutators: new Set(['<<', 'concat', 'insert', 'prepend', 'replace', 'append']),
    literalTypes: { string: ['String'], integer: ['Integer'], float: ['Float'], boolean: ['TrueClass', 'FalseClass'] },
  },
  grammarOf: () => 'ruby',
  attempts: [
    { ...RUBY, when: /^\s*rescue\b/, before: 'begin\nµ___\n', after: '\nµ___\nend', within: 'Catches' },
    { ...RUBY, when: /^\s*when\b/, before: 'case µ___\n', after: '\nµ___\nend', within: 'Cases' },
    { ...RUBY, when: PAIR, before: 'µ__X = {', after: '\n}', within: 'Pairs' },
    RUBY,
    { ...RUBY, before: 'µ__F(', after: '\n)', within: 'Args' },
    { ...RUBY, after: '\nµ___\nend' },
    { ...RUBY, before: 'begin\nµ___\n', after: '\nend', within: 'Catches' },
    { ...RUBY, before: 'case µ___\n', after: '\nend', within: 'Cases' },
  ],
};
