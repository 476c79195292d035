import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { python } from './python.ts';

const PYTHON: PatternAttempt = { grammar: 'python', typed: (name, type) => `${name}(${type})` };

export const PYTHON_SUPPORT: LanguageSupport = {
  dialect: python,
  partialDicts: false,
  facts: {
    assignDeclares: true,
    literalTypes: { string: ['str'], integer: ['int'], float: ['float'], boolean: ['bool'] },
  },
  grammarOf: () => 'python',
  attempts: [
    { ...PYTHON, when: /^\s*@[^\n]*$/, after: '\ndef µ___(µ___):\n    µ___', within: 'Modifiers' },
    { ...PYTHON, when: /^(?!\s*(?:def|class|@|lambda)\b)[^\n]*\(.*\$[A-Z]\w*\s*:\s*\w/, adapt: typedArguments },
    PYTHON,
    { ...PYTHON, adapt: (text) => text.replace(/\{([^{}]*)\}/g, (_, inner: string) => `{${pairs(inner)}}`) },
    { ...PYTHON, adapt: nestedPairs },
    { ...PYTHON, after: '\n    µ___' },
    { ...PYTHON, after: ':\n    µ___' },
    { ...PYTHON, after: '\ndef µ___(µ___):\n    µ___' },
    { ...PYTHON, when: /^\s*except\b/, before: 'try:\n    µ___\n', within: 'Catches' },
    { ...PYTHON, before: 'try:\n    µ___\n' },
    { ...PYTHON, after: '\nexcept:\n    µ___' },
    { ...PYTHON, before: 'def µ__F(', after: '):\n    µ___', within: 'Params' },
  ],
};

/** `{..., k: v}` has an entry that is no pair. */
function pairs(inner: string): string {
  return inner.replace(/(^|,)(\s*)(µ___\w*)(?=\s*(?:,|$))/g, '$1$2$3: µ___');
}

/** `{..., k: {..., m: v}}`: the same within each other. */
function nestedPairs(text: string): string {
  return text.replace(/([{,]\s*)(µ___\w*)(?=\s*[,}])/g, '$1$2: µ___');
}

/** `f($X: int)` is no call that Python has. */
function typedArguments(text: string): string {
  return text.replace(/µ(?!_)(\w+)\s*:\s*([\w.]+)(?=\s*[,)])/g, 'µ__typed$1($2)');
}
