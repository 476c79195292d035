import type { LanguageSupport } from '../pattern/pattern-syntax.ts';
import type { PatternAttempt } from '../pattern/pattern-syntax.ts';
import { javascript } from './javascript.ts';

const JAVASCRIPT = {
  semicolon: 'between',
  spread: true,
  typed: (name: string, type: string) => `(${name} satisfies ${type})`,
} as const;

/** What the grammar takes only in another dress: `for (...)`, attributes without quotes, modules without quotes. */
function adapt(text: string): string {
  const taken = anyFor(text).replace(/\bfrom\s+(µ\w+)/g, "from '$1'");
  return /<[\wµ]/.test(taken) ? taken.replace(/([\w-]=)(µ\w+)/g, '$1{$2}') : taken;
}

/** `for (...)` has no name the grammar takes for all three parts at once. */
function anyFor(text: string): string {
  return text.replace(/\bfor\s*\(\s*µ___;?\s*\)/g, 'for (µ___;;)');
}

function javascriptAttempts(grammar: 'tsx' | 'typescript'): PatternAttempt[] {
  const base = { ...JAVASCRIPT, grammar, adapt };
  return [
    { ...base, when: /^\s*catch\b/, before: 'try {}', within: 'Catches' },
    { ...base, when: /^\s*(?:case|default)\b/, before: 'switch (µ___) {', after: '\n}', within: 'Cases' },
    { ...base, when: /^\s*(?:[\w$]+|'[^']*'|"[^"]*")\s*:\s/, before: '({', after: '\n})', within: 'Pairs' },
    { ...base, when: /^\s*\{/, before: '(', after: '\n)' },
    { ...base, when: /^\s*(?:async\s+)?function\s*\*?\s*\(|^\s*class\s*\{/, before: '(', after: '\n)' },
    base,
    { ...base, before: '(', after: '\n)' },
    { ...base, before: 'class µ__C {', after: '\n}', within: 'Members' },
    { ...base, before: 'class µ__C {', after: ' { µ___ } }', within: 'Members' },
    { ...base, after: '\n{ µ___ }' },
    { ...base, after: '\nclass µ__C {}' },
    { ...base, before: '({', after: '\n})', within: 'Pairs' },
    { ...base, after: '\nfinally {}' },
  ];
}

const COMMON = {
  dialect: javascript,
  partialDicts: true,
  facts: {
    assignDeclares: false,
    joinsNumbers: true,
    literalTypes: {
      string: ['string'],
      integer: ['number', 'int', 'float'],
      float: ['number', 'float'],
      boolean: ['boolean'],
    },
  },
} as const;

/** Files of JavaScript are read by the grammar of TypeScript with JSX, which takes both. */
export const JAVASCRIPT_SUPPORT: LanguageSupport = {
  ...COMMON,
  widerGrammar: 'tsx',
  grammarOf: (path) => (path.endsWith('.jsx') ? 'jsx' : 'javascript'),
  attempts: [...javascriptAttempts('tsx'), ...javascriptAttempts('typescript')],
};

export const TYPESCRIPT_SUPPORT: LanguageSupport = {
  ...COMMON,
  grammarOf: (path) => (/\.[cm]?ts$/.test(path) ? 'typescript' : 'tsx'),
  attempts: [...javascriptAttempts('tsx'), ...javascriptAttempts('typescript')],
};
