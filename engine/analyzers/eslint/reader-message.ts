import { plainMessage } from './problem.ts';

/**
 * What a finding of a rule says: the engine's words, which name the code they speak of, without what is about our own
 * settings; or a sentence of ours where the engine's are long, vague or about its options.
 */
export function readerMessage(rule: string, ...parts: readonly (string | undefined)[]): string {
  return OWN_WORDS.get(rule) ?? plainMessage(...parts.map((part) => part && capitalised(withoutSettings(part))));
}

/** "Allowed unused vars must match /^_/u", "Unused variables should match /^_/". */
const ABOUT_SETTINGS =
  /(?:Allowed unused|Unused) [\w ]{1,60} (?:must|should) match \/[^\n]{1,100}?\/u?\.(?=\s|$)|(?:Allowed unused|Unused) [\w ]{1,60} (?:must|should) match [^\n]{1,120}$/g;

function withoutSettings(text: string): string {
  return text.replace(ABOUT_SETTINGS, '');
}

function capitalised(text: string): string {
  const trimmed = text.trim();
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
}

const OWN_WORDS: ReadonlyMap<string, string> = new Map([
  [
    '@typescript-eslint/no-dynamic-delete',
    'A computed property is deleted. A Map or a Set does this plainly and faster.',
  ],
  [
    '@typescript-eslint/no-empty-object-type',
    'This type allows every value but null and undefined. Say which are meant.',
  ],
  ['@typescript-eslint/no-extra-non-null-assertion', 'The second ! does nothing. Remove it.'],
  ['@typescript-eslint/no-namespace', 'Namespaces are older than modules. Use a module.'],
  [
    '@typescript-eslint/no-non-null-asserted-optional-chain',
    'The ! denies what the ?. before it allows for. Handle undefined, or remove the ?.',
  ],
  [
    '@typescript-eslint/no-unsafe-function-type',
    'The type Function accepts any function, called in any way. Say which.',
  ],
  ['no-alert', 'alert, confirm and prompt stop the page. Use a dialog of the page’s own.'],
  ['no-async-promise-executor', 'What an async executor throws is lost: the promise never settles.'],
  ['no-case-declarations', 'This declaration is visible in the other cases too. Put the case into braces.'],
  ['no-constructor-return', 'The constructor returns a value instead of the new object. Remove the return.'],
  ['no-empty', 'This block is empty. Fill or remove it, or say in a comment why it is.'],
  ['no-eval', 'eval runs whatever text it is given as code. Use JSON.parse, a look-up or a function.'],
  ['no-extra-boolean-cast', 'The value is converted to a boolean anyway. Remove the conversion.'],
  ['no-irregular-whitespace', 'An invisible or unusual space stands here. Replace it by an ordinary one.'],
  [
    'no-loss-of-precision',
    'This number cannot be stored exactly: it runs as another. Use a BigInt, or write that one.',
  ],
  ['no-multi-str', 'The string goes on after a backslash. Use a template or join two strings.'],
  ['no-new-func', 'The function is made from text, which may come from anywhere. Write it as code.'],
  ['no-throw-literal', 'What is thrown here is no Error and has no stack. Throw an Error.'],
  [
    'no-unexpected-multiline',
    'Without a semicolon this line continues the one before. If it should not, end that one.',
  ],
  ['no-unneeded-ternary', 'The choice between true and false is the condition itself. Use that.'],
  ['no-unreachable-loop', 'This loop never comes to a second round. Remove it, or let a path go on.'],
  ['no-unsafe-finally', 'Leaving finally like this drops the result, or the error, of the block before.'],
  ['no-unused-expressions', 'The value of this expression is not used. Use it, or remove the expression.'],
  ['no-useless-catch', 'This catch only throws the error again. Remove it.'],
  ['no-useless-concat', 'Two literals are joined. Write them as one.'],
  ['no-useless-constructor', 'This constructor does what happens without it. Remove it.'],
  ['no-useless-return', 'The function ends here anyway. Remove the return.'],
  ['prefer-promise-reject-errors', 'The promise is rejected with no Error, and so without a stack. Use an Error.'],
  ['preserve-caught-error', 'The new error does not tell what caused it. Pass the caught one as its cause.'],
  ['symbol-description', 'The symbol has no description, which is all that one sees of it. Give it one.'],
]);
