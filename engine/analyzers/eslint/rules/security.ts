import { lintRule, type RuleRow } from '../lint-rule.ts';

const ROWS: readonly RuleRow[] = [
  {
    name: 'no-caller',
    title: 'arguments.caller or arguments.callee',
    description: 'Forbidden in strict mode, and a way to reach functions that were not handed over. Name the function.',
    severity: 'medium',
    minutes: 15,
    quality: 'maintainability',
    place: 'line',
  },
  {
    name: 'no-eval',
    title: 'eval',
    description:
      'Runs text as code: whoever can influence the text runs code. Parse the data, or look the function up in a table.',
    severity: 'high',
    minutes: 30,
    cwe: ['CWE-95'],
  },
  {
    name: 'no-implied-eval',
    title: 'Timer that is given text',
    description: 'setTimeout and its kin run the text as code. Pass a function.',
    severity: 'high',
    minutes: 15,
    cwe: ['CWE-95'],
  },
  {
    name: 'no-new-func',
    title: 'Function made from text',
    description:
      'The Function constructor compiles text to code, as eval does. Write the function, or use a table of functions.',
    severity: 'high',
    minutes: 30,
    cwe: ['CWE-95'],
    place: 'line',
  },
  {
    name: 'no-proto',
    title: '__proto__',
    description: 'Old, slow, and a way to pollute prototypes with data. Use Object.getPrototypeOf or Object.create.',
    severity: 'medium',
    minutes: 10,
    cwe: ['CWE-1321'],
  },
  {
    name: 'no-script-url',
    // plumbline-ignore eslint/no-script-url: the rule's own title, nothing follows it
    title: 'javascript: URL',
    description:
      'The text behind the colon is run as code, and content security policies forbid it. Use an event handler.',
    severity: 'medium',
    minutes: 10,
    cwe: ['CWE-79', 'CWE-95'],
    inTests: false,
  },
  {
    name: 'no-with',
    title: 'with statement',
    description:
      'Data decides what the names in the block mean, and strict mode forbids it. Use a variable for the object.',
    severity: 'high',
    minutes: 30,
    typescript: 'off',
    place: 'line',
  },
];

export const SECURITY_RULES = ROWS.map((row) => lintRule(row, { quality: 'security' }));
