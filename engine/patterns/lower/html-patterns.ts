import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { html } from './html.ts';

/** Names of elements have no underscores, those of metavariables have. */
function adapt(text: string): string {
  return text.replace(/(<\/?)(µ\w+)/g, (_, bracket: string, name: string) => bracket + name.replaceAll('_', '-'));
}

const HTML: PatternAttempt = { grammar: 'html', adapt };

/** An element that is only begun stands for it with any contents. */
function closed(text: string): string {
  const name = /^\s*<([\wµ:-]+)/.exec(text)?.[1];
  return name === undefined ? text : `${text}</${name}>`;
}

export const HTML_SUPPORT: LanguageSupport = {
  dialect: html,
  partialDicts: false,
  caseless: true,
  facts: {
    assignDeclares: false,
    literalTypes: { string: [], integer: [], float: [], boolean: [] },
  },
  grammarOf: () => 'html',
  attempts: [
    { ...HTML, when: /^\s*[^\s<>"'=/]+\s*=\s*(?:["']|\$)[^<>]*$/, before: '<a ', after: '></a>', within: 'Attributes' },
    HTML,
    { ...HTML, adapt: (text) => closed(adapt(text)) },
  ],
};
