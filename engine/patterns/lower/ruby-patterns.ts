import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { ruby } from './ruby.ts';

/** Names of classes begin with a capital; an ellipsis in a hash is written as what a hash is spread of. */
function adapt(text: string): string {
  return text
    .replace(/\b(class|module)(\s+)µ(?=[A-Z_])/g, '$1$2Xµ')
    .replace(/([=(,[:]|=>|^|return)(\s*)\{([^{}|]*)\}/g, (whole, before: string, space: string, inner: string) =>
      /[:,]|=>|^\s*µ___\w*\s*$/.test(inner) || before !== '^' ? `${before}${space}{${entries(inner)}}` : whole,
    );
}

function entries(inner: string): string {
  return inner.replace(/(^|,)(\s*)(µ___\w*)(?=\s*(?:,|$))/g, '$1$2**$3');
}

const RUBY: PatternAttempt = { grammar: 'ruby', adapt };

/** What begins like an entry of a hash; alone it would be read as a match of patterns. */
const PAIR = /^\s*(?::?[\w$]+[?!]?|[:]?"[^"\n]*"|'[^'\n]*')\s*=>|^\s*[\w$]+:\s/;

export const RUBY_SUPPORT: LanguageSupport = {
  dialect: ruby,
  partialDicts: false,
  facts: {
    assignDeclares: true,
    mutators: new Set(['<<', 'concat', 'insert', 'prepend', 'replace', 'append']),
    literalTypes: { string: ['String'], integer: ['Integer'], float: ['Float'], boolean: ['TrueClass', 'FalseClass'] },
  },
  grammarOf: () => 'ruby',
  attempts: [
    { ...RUBY, when: PAIR, before: 'µ__X = {', after: '\n}', within: 'Pairs' },
    RUBY,
    { ...RUBY, before: 'µ__F(', after: '\n)', within: 'Args' },
    { ...RUBY, after: '\nend' },
    { ...RUBY, before: 'begin\nµ___\n', after: '\nend', within: 'Catches' },
    { ...RUBY, before: 'case µ___\n', after: '\nend', within: 'Cases' },
  ],
};
