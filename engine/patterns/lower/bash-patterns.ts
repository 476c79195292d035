import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { withLines } from './bash-lines.ts';
import { NAME_MARK } from './bash-words.ts';
import { bash } from './bash.ts';

/** Where the grammar takes only names of variables, metavariables are written as such; deep expressions as commands. */
function adapt(text: string): string {
  return text
    .replace(/\$\{([!#]?)µ(?=[A-Z_])/g, `\${$1${NAME_MARK}`)
    .replace(/\b(for|select)(\s+)µ(?=[A-Z_])/g, `$1$2${NAME_MARK}`)
    .replace(/(^|[\s;(&|])µ(?=[A-Z_][A-Z_0-9]*\+?=)/g, `$1${NAME_MARK}`)
    .replace(/(\s\{\s+µ___\w*)([ \t]+\})/g, '$1;$2')
    .replace(/(µ___\w*)([ \t]+(?:fi|done|esac|else|elif)\b)/g, '$1;$2')
    .replace(/(\bin\s+|;;\s*)(µ___)(?=\s*(?:esac\b|\S+\)))/g, '$1$2) ;;')
    .replace(/\(\([^()]*\)\)/g, (inner) => inner.replaceAll('µ', NAME_MARK))
    .replace(/µ__deep\(/g, '$(µ__deep ');
}

const BASH: PatternAttempt = { grammar: 'bash', adapt };

export const BASH_SUPPORT: LanguageSupport = {
  dialect: bash,
  partialDicts: false,
  facts: {
    assignDeclares: true,
    literalTypes: { string: [], integer: [], float: [], boolean: [] },
  },
  grammarOf: () => 'bash',
  mend: withLines,
  attempts: [
    BASH,
    { ...BASH, after: '\nfi' },
    { ...BASH, after: '\ndo µ___; done' },
    { ...BASH, after: '\nthen µ___; fi' },
    { ...BASH, before: 'case x in\n', after: '\nesac', within: 'Cases' },
  ],
};
