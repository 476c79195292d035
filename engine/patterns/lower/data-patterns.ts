import { readDockerfile } from '../dockerfile/read-dockerfile.ts';
import { readDockerfilePattern } from '../dockerfile/read-dockerfile-pattern.ts';
import type { Dialect } from './lowering.ts';
import type { LanguageSupport, MatchedLanguage, ReaderSupport } from '../pattern/pattern-syntax.ts';
import { readYamlPattern } from '../yaml/read-yaml-pattern.ts';
import { readYamlTerms } from '../yaml/read-yaml-terms.ts';
import { javascript } from './javascript.ts';
import { JAVASCRIPT_SUPPORT } from './javascript-patterns.ts';
import * as shapes from './shapes.ts';

/** Data has neither variables nor types. */
const DATA: MatchedLanguage = {
  partialDicts: false,
  facts: { assignDeclares: false, literalTypes: { string: [], integer: [], float: [], boolean: [] } },
};

export const YAML_SUPPORT: ReaderSupport = {
  ...DATA,
  grammars: [],
  readFile: (text) => readYamlTerms(text),
  readPattern: readYamlPattern,
};

/** A Dockerfile's commands are read by the grammar of Bash. */
export const DOCKERFILE_SUPPORT: ReaderSupport = {
  ...DATA,
  grammars: ['bash'],
  readFile: (text) => readDockerfile(text),
  readPattern: readDockerfilePattern,
};

/** In JSON the sign is part of a number, where JavaScript takes it for an operator. */
const json: Dialect = {
  ...javascript,
  handlers: {
    ...javascript.handlers,
    unary_expression: (the, node) =>
      /^-\s*\d/.test(the.text(node)) ? shapes.number(the, node) : shapes.unary(the, node),
  },
};

/** Patterns are object literals, as those of JavaScript. */
export const JSON_SUPPORT: LanguageSupport = {
  ...JAVASCRIPT_SUPPORT,
  ...DATA,
  dialect: json,
  grammarOf: () => 'json',
};
