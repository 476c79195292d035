import type { PatternLanguage } from '../languages.ts';
import type { FactsOptions } from '../facts/facts.ts';
import type { PatternAttempt, PatternSyntax } from '../pattern/pattern-syntax.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

const JAVASCRIPT = { semicolon: true, spread: true, typed: (name: string, type: string) => `(${name} satisfies ${type})` } as const;

/** `for (...)` has no name the grammar takes for all three parts at once. */
function anyFor(text: string): string {
  return text.replace(/\bfor\s*\(\s*µ___;?\s*\)/g, 'for (µ___;;)');
}

function javascriptAttempts(grammar: 'tsx' | 'typescript' | 'javascript'): PatternAttempt[] {
  const base = { ...JAVASCRIPT, grammar, adapt: anyFor };
  return [
    { ...base, when: /^\s*\{/, before: '(', after: '\n)' },
    { ...base, when: /^\s*(?:async\s+)?function\s*\*?\s*\(|^\s*class\s*\{/, before: '(', after: '\n)' },
    base,
    { ...base, before: '(', after: '\n)' },
    { ...base, before: 'class µ__C {', after: '\n}', within: 'Members' },
    { ...base, before: 'class µ__C {', after: ' {} }', within: 'Members' },
    { ...base, after: '\n{ }' },
    { ...base, after: '\nclass µ__C {}' },
    { ...base, before: '({', after: '\n})', within: 'Pairs' },
    { ...base, after: '\nfinally {}' },
    { ...base, before: 'try {}' },
    { ...base, before: 'switch (µ___) {', after: '\n}', within: 'Cases' },
  ];
}

const PYTHON: PatternAttempt = { grammar: 'python', typed: (name, type) => `${name}(${type})` };

export const PATTERN_SYNTAX: Partial<Record<PatternLanguage, PatternSyntax>> = {
  javascript: {
    dialect: javascript,
    grammarOf: () => 'tsx',
    attempts: [...javascriptAttempts('tsx'), ...javascriptAttempts('typescript'), ...javascriptAttempts('javascript')],
  },
  typescript: {
    dialect: javascript,
    grammarOf: (path) => (path.endsWith('.tsx') ? 'tsx' : 'typescript'),
    attempts: [...javascriptAttempts('tsx'), ...javascriptAttempts('typescript')],
  },
  python: {
    dialect: python,
    grammarOf: () => 'python',
    attempts: [
      PYTHON,
      { ...PYTHON, adapt: (text) => text.replace(/\{([^{}]*)\}/g, (_, inner: string) => `{${pairs(inner)}}`) },
      { ...PYTHON, after: '\n    µ___' },
      { ...PYTHON, after: ':\n    µ___' },
      { ...PYTHON, after: '\ndef µ___(µ___):\n    µ___' },
      { ...PYTHON, before: 'try:\n    µ___\n' },
      { ...PYTHON, after: '\nexcept:\n    µ___' },
      { ...PYTHON, before: 'def µ__F(', after: '):\n    µ___', within: 'Params' },
    ],
  },
};

/** `{..., k: v}` has an entry that is no pair. */
function pairs(inner: string): string {
  return inner.replace(/(^|,)(\s*)(µ___\w*)(?=\s*(?:,|$))/g, '$1$2$3: µ___');
}

/** What is known of a language's names and literals. */
export const FACTS_OPTIONS: Partial<Record<PatternLanguage, FactsOptions>> = {
  javascript: { assignDeclares: false, literalTypes: { string: ['string'], integer: ['number', 'int'], float: ['number', 'float'], boolean: ['boolean'] } },
  typescript: { assignDeclares: false, literalTypes: { string: ['string'], integer: ['number', 'int'], float: ['number', 'float'], boolean: ['boolean'] } },
  python: { assignDeclares: true, literalTypes: { string: ['str'], integer: ['int'], float: ['float'], boolean: ['bool'] } },
};

/** Languages whose object literals a pattern may give in part. */
export const PARTIAL_DICTS: ReadonlySet<PatternLanguage> = new Set(['javascript', 'typescript']);
