import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { php } from './php.ts';

/** Variables of the language that would read as metavariables. */
const SUPERGLOBALS = new Set('$_GET $_POST $_SERVER $_COOKIE $_REQUEST $_FILES $_SESSION $_ENV $GLOBALS'.split(' '));

/** Metavariables are written as variables; where the grammar wants a name they lose their `$`. */
function adapt(text: string): string {
  return inClasses(
    text
      .replace(/^\s*<\?php\b/, '')
      .replace(/^\s*<\?=/, 'echo ')
      .replace(/\?>\s*$/, ';')
      .replace(/(\buse\s+[\w\\$µ]+\s+as\s+)\$µ/g, '$1µ')
      .replace(/(\)\s*:\s*\??)\$µ(?=\w+\s*\{)/g, '$1µ')
      .replace(/(\bswitch\s*\([^{}]*\)\s*\{\s*)µ___;?/g, '$1case µ___:')
      .replace(/\blist\s*\(([^()]*)\)/g, (_, list: string) => `list(${list.replace(/(^|,)(\s*)µ___/g, '$1$2$$µ___')})`)
      .replace(
        /\b(class|interface|trait|enum|function|goto|extends|implements|namespace|const|use)(\s+&?)\$µ/g,
        '$1$2µ',
      )
      .replace(/(#\[\s*|\bimplements\s[^{]*,\s*)\$µ/g, '$1µ')
      .replace(/\$µ([A-Z_][A-Z_0-9]*)(?=µ)/g, '{$µ$1}')
      .replace(/\$µ(\w+)(?=\s+(?:&|\.{3})?\$)/g, 'µ$1')
      .replace(/([(,]\s*)µ___(?=\$)/g, '$1...')
      .replace(/\bfor(\s*)\(\s*µ___;?\s*\)/g, 'for$1(µ___;;)')
      .replace(/\b(case\b[^:;{}]*|default\s*):(\s*)µ___(?!;)/g, '$1:$2µ___;')
      .replace(/\bmatch\s*\([^{}]*\)\s*\{[^{}]*\}/g, (arms) =>
        arms.replace(/µ___;/g, 'µ___').replace(/([{,]\s*)(µ___)(?=\s*[,}])/g, '$1$2 => $2'),
      )
      .replace(
        /\b(function|fn)\b([^(){};]*)\(((?:[^()]|\([^()]*\))*)\)/g,
        (_, word: string, name: string, list: string) =>
          `${word}${name}(${list.replace(/(^|,)(\s*)µ___/g, '$1$2$$µ___')})`,
      ),
  );
}

/** What stands alone in a class's body is written as a use of traits that begins with an ellipsis. */
function inClasses(text: string): string {
  const isClass: boolean[] = [];
  let header = '';
  let written = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '{') isClass.push(/\b(?:class|interface|trait|enum)\b[^()]*$/.test(header));
    const lone = isClass.at(-1) && /^\s*$/.test(header) ? /^(?:µ___\w*|\$µ\w+);/.exec(text.slice(at, at + 80)) : null;
    if (lone) {
      written += `use µ___, ${lone[0].replace('$', '')}`;
      at += lone[0].length - 1;
      header = '';
      continue;
    }
    if (letter === '}') isClass.pop();
    header = '{};'.includes(letter) ? '' : header + letter;
    written += letter;
  }
  return written;
}

const PHP: PatternAttempt = {
  grammar: 'php',
  semicolon: 'always',
  spread: true,
  mark: '$µ',
  ownNames: SUPERGLOBALS,
  typedOrder: 'type-first',
  typed: (name, type) => `${name}(${type})`,
  adapt,
};

const OPEN = '<?php ';

export const PHP_SUPPORT: LanguageSupport = {
  dialect: php,
  partialDicts: false,
  caseless: true,
  facts: {
    assignDeclares: true,
    keepsConstants: new Set(['escapeshellarg', 'htmlspecialchars_decode']),
    literalTypes: { string: ['string'], integer: ['int'], float: ['float'], boolean: ['bool'] },
  },
  grammarOf: () => 'php',
  attempts: [
    { ...PHP, before: OPEN },
    { ...PHP, before: OPEN, after: '\n;' },
    { ...PHP, before: `${OPEN}class µ__C {`, after: '\n}', within: 'Members' },
    { ...PHP, before: `${OPEN}class µ__C {`, after: '\n;}', within: 'Members' },
    { ...PHP, before: `${OPEN}class µ__C {`, after: '\n{ µ___; } }', within: 'Members' },
    { ...PHP, before: OPEN, after: '\n{ µ___; }' },
    { ...PHP, before: OPEN, after: '\nclass µ__C {}', within: 'Modifiers' },
    { ...PHP, before: `${OPEN}[`, after: '\n];', within: 'Elements' },
    { ...PHP, before: `${OPEN}µ__F(`, after: '\n);', within: 'Args' },
    { ...PHP, before: `${OPEN}try {} `, within: 'Catches' },
    { ...PHP, before: OPEN, after: '\nfinally {}' },
    { ...PHP, before: `${OPEN}switch (1) {`, after: '\n}', within: 'Cases' },
  ],
};
