import type { Term } from '../term.ts';
import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { adaptJava } from './java-adapt.ts';
import { callTypes, typeName } from './java-known-types.ts';
import { java } from './java.ts';
import { NO_FINALLY } from './java-statements.ts';

const JAVA: PatternAttempt = {
  grammar: 'java',
  semicolon: 'always',
  typed: (name, type) => `((${type}) ${name}).µ__`,
  typedOrder: 'type-first',
  lambdaArrow: '->',
  adapt: adaptJava,
};

/** A field that is neither final nor private. */
function changesElsewhere({ value, children: [modifiers] }: Term): boolean {
  return value === 'field' && !modifiers!.children.some((modifier) => modifier.value === 'private');
}

export const JAVA_SUPPORT: LanguageSupport = {
  dialect: java,
  partialDicts: false,
  facts: {
    assignDeclares: false,
    blockScoped: true,
    literalTypes: { string: ['String'], integer: ['int'], float: ['double', 'float'], boolean: ['boolean'] },
    callTypes,
    typeName,
    classNames: /^[A-Z]/,
    formats: new Set(['String.format', 'java.lang.String.format', 'String.join', 'java.lang.String.join']),
    joinsNumbers: true,
    changesElsewhere,
  },
  grammarOf: () => 'java',
  attempts: [
    { ...JAVA, when: /^\s*try\b/, after: ` ${NO_FINALLY}` },
    { ...JAVA, when: /^\s*catch\b/, before: 'try {} ', within: 'Catches' },
    { ...JAVA, when: /^\s*(?:case|default)\b/, before: 'switch (µ___) {', after: '\n}', within: 'Cases' },
    JAVA,
    { ...JAVA, after: ';' },
    { ...JAVA, before: 'class µ__C {', after: '\n}', within: 'Members' },
    { ...JAVA, before: 'class µ__C {', after: ';\n}', within: 'Members' },
    { ...JAVA, before: 'class µ__C {', after: ' { µ___ µ___; }\n}', within: 'Members' },
    { ...JAVA, after: ' { µ___ µ___; }' },
    { ...JAVA, after: '\nclass µ__C {}', within: 'Modifiers' },
    { ...JAVA, when: /^\s*\{/, before: 'µ___[] µ___ = {', after: '};', within: 'Elements' },
    { ...JAVA, before: 'class µ__C { µ__C() {', after: '\n} }', within: 'Block' },
    { ...JAVA, before: 'class µ__C { µ__C() {', after: ';\n} }', within: 'Block' },
    { ...JAVA, before: 'µ__<', after: '> µ__;', within: 'Args' },
  ],
};
