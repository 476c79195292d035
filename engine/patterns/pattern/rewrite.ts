import { DEEP, ELLIPSIS, MARK, TYPED } from './placeholders.ts';

/** How a language's patterns are made into text that its grammar takes. */
export interface RewriteOptions {
  /** What ends a statement that is only `...`; absent: the end of the line does. */
  readonly semicolon?: 'always' | 'between';
  /** `...x` is a spread, not an ellipsis and a name. */
  readonly spread?: boolean;
  /** How `($X : Type)` or `(Type $X)` is written so that the grammar takes it. */
  readonly typed?: (name: string, type: string) => string;
  readonly typedOrder?: 'name-first' | 'type-first';
  /** What follows the parameters of a lambda, where it cannot follow an expression. */
  readonly lambdaArrow?: string;
  /** Letter that metavariables begin with; for languages where the case of a name's first letter has a meaning. */
  readonly mark?: string;
  /** Names with `$` that the language itself has. */
  readonly ownNames?: ReadonlySet<string>;
}

/** Writes metavariables, ellipses and deep expressions as names and calls. */
export function rewrite(pattern: string, options: RewriteOptions): string {
  const typed = options.typed ? rewriteTyped(pattern, options.typed, options) : pattern;
  const mark = options.mark ?? MARK;
  const named = rewriteDeep(typed)
    .replace(/\$\.\.\.([A-Z_][A-Z_0-9]*)/g, `${ELLIPSIS}$1`)
    .replace(/\$([A-Z_][A-Z_0-9]*)(?![a-z])/g, (whole, name: string) =>
      options.ownNames?.has(whole) ? whole : mark + name,
    )
    .replace(/\$(\d+)\b/g, `${mark}$1`);
  return rewriteEllipses(named, options);
}

/** `<... x ...>` as a call; right behind a name `<` opens the parameters of a type, of which `...` is one. */
function rewriteDeep(text: string): string {
  let open = 0;
  return text.replace(/(?<![\w$<])<\s*\.\.\.|\.\.\.\s*>/g, (found, at: number) => {
    if (found.startsWith('<')) {
      if (!text.slice(at + found.length).includes('...')) return found;
      open++;
      return `${DEEP}(`;
    }
    if (open === 0) return found;
    open--;
    return ')';
  });
}

function rewriteEllipses(text: string, { semicolon, spread }: RewriteOptions): string {
  const braces: boolean[] = [];
  let written = '';
  let before = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (
      text.startsWith('...', at) &&
      !(spread && /[\w([{µ"'`]/.test(text[at + 3] ?? '') && SPREADS_AFTER.has(before)) &&
      text[at + 3] !== '.'
    ) {
      const after = /^\s*([\s\S])?/.exec(text.slice(at + 3))![1] ?? '';
      // Among the attributes of an element nothing is a statement.
      const inTag = spread === true && /<[\w$µ][^<>;]*$/.test(written.replaceAll('=>', ''));
      const isStatement =
        !inTag && (before === '' || before === ';' || before === '}' || (before === '{' && braces.at(-1) !== false));
      written +=
        semicolon &&
        isStatement &&
        !(semicolon === 'always' ? ',):;=]' : ',):;=]}').includes(after || ' ') &&
        !OPERATOR_NEXT.test(text.slice(at + 3, at + 9))
          ? `${ELLIPSIS};`
          : ELLIPSIS;
      before = isStatement ? ';' : '.';
      at += 2;
      continue;
    }
    if (letter === '{') braces.push(!/[=(,[\]:?$#]/.test(before) || before === '');
    if (letter === '}') braces.pop();
    if (letter.trim() !== '') before = letter;
    written += letter;
  }
  return written;
}

/** `... < x` is an expression. */
const OPERATOR_NEXT = /^[ \t]+(?:[<>]=?|[!=]=|[-+*/%&|^]{1,2})[ \t]/;

const NAME_FIRST =
  /(?<![\w)\]$])\(\s*(\$[A-Z_][A-Z_0-9]*)\s*:\s*((?:[^(){}:;,]|\b(?:interface|struct)\{\}|\([^()]*\))+?)\s*\)(?!\s*(?:=>|->|\{|:))/g;
const TYPE_FIRST =
  /\(\s*(?:final\s+)?((?:(?:const|volatile|struct|union|enum|class|unsigned|signed|long|short)\s+)*[\w.$:\\]+(?:\s*<[^()]*>)?\??(?:(?:\s*(?:[*&]|\[\s*\]))+\s*|\s+))(\$[A-Z_][A-Z_0-9]*)\s*\)(?!\s*(?:=>|->\s*\{|\{))/g;
/** What stands before parameters or arguments, and not before an expression in parentheses. */
const CALLED = /[\w)\]$>]$/;
const NOT_CALLED = /\b(?:return|await|throw|yield|in|else|case)$/;

function rewriteTyped(
  pattern: string,
  write: (name: string, type: string) => string,
  { typedOrder, lambdaArrow }: RewriteOptions,
): string {
  const mark = (name: string): string => TYPED + name.slice(1);
  return typedOrder !== 'type-first'
    ? pattern.replace(NAME_FIRST, (_, name: string, type: string) => write(mark(name), type))
    : pattern.replace(TYPE_FIRST, (whole: string, type: string, name: string, at: number) => {
        const before = pattern.slice(0, at).trimEnd();
        const isLambda =
          lambdaArrow !== undefined &&
          pattern
            .slice(at + whole.length)
            .trimStart()
            .startsWith(lambdaArrow);
        const isCalled = CALLED.test(before) && !NOT_CALLED.test(before);
        return isLambda || isCalled ? whole : write(mark(name), type.trim());
      });
}

/** What a spread stands behind; behind anything else `...` is an ellipsis. */
const SPREADS_AFTER = new Set([...'([{,=']);
