import type { Term } from '../term.ts';
import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { callTypes } from './go-known-types.ts';
import { go } from './go.ts';

const GO: PatternAttempt = {
  grammar: 'go',
  spread: true,
  typed: (name, type) => `${name}.(${type})`,
  adapt,
  after: '\n',
};

/** What the grammar does not take as it was rewritten. */
function adapt(text: string): string {
  return text
    .replace(/([\w)\]}])µ___(?=\s*\))/g, '$1...')
    .replace(/([\wµ][ \t]+)(?<!\breturn[ \t]+)µ___(?=[\wµ*[(])/g, '$1...')
    .replace(/(\b(?:switch|select)\b[^{}]*\{\s*)µ___(?=\s*(?:\}|\n\s*(?:case|default)\b))/g, '$1case µ___:')
    .replace(/^(\s*case\s+µ___)\s*$/gm, '$1:')
    .replace(/\bimport\s*\(([^()]*)\)/g, (whole: string) => whole.replace(/µ___(?!\w|[ \t]*")/g, 'µ___ "_";'));
}

/** A variable of the package whose name begins with a capital, and so is known outside. */
function changesElsewhere({ value, parent, children: [, target] }: Term): boolean {
  return value === 'var' && parent?.parent === undefined && /^\p{Lu}/u.test(target!.value);
}

export const GO_SUPPORT: LanguageSupport = {
  dialect: go,
  partialDicts: false,
  facts: {
    assignDeclares: false,
    blockScoped: true,
    literalTypes: { string: ['string'], integer: ['int'], float: ['float64', 'float'], boolean: ['bool'] },
    callTypes,
    changesElsewhere,
  },
  grammarOf: () => 'go',
  attempts: [
    { ...GO, when: /^\s*(?:[\w$]+|"[^"\n]*")\s*:(?!=)/, before: 'µ___{', after: '}\n', within: 'Pairs' },
    { ...GO, when: /^\s*\{[^\n]*[:,]/, before: '[]µ___{', after: '}\n', within: 'Elements' },
    GO,
    { ...GO, before: 'func µ___() {\n', after: '\n}\n', within: 'Block' },
    { ...GO, before: 'type µ___ interface {\n', after: '\n}\n', within: 'Members' },
    { ...GO, before: 'type µ___ struct {\n', after: '\n}\n', within: 'Members' },
    { ...GO, before: 'switch µ___ {\n', after: '\n}\n', within: 'Cases' },
    { ...GO, before: 'new(', after: ')\n', within: 'TypeArgument' },
    { ...GO, after: ' {\n}\n' },
    { ...GO, semicolon: 'between', adapt: (text) => adapt(text.replace(/\)[ \t]+µ___/g, '); µ___')) },
  ],
};
