/** A replacement in a text, as offsets in UTF-16 units, and what it replaces. */
export interface Mending {
  readonly start: number;
  readonly end: number;
  /** What stands in. */
  readonly text: string;
  readonly replaced: string;
}

/** Where a mending goes. */
export interface MendingPlace {
  readonly file: string;
  readonly typescript: boolean;
}

/** How findings of a rule are mended. */
export interface FixableRule {
  /** ESLint's name of the rule. */
  readonly name: string;
  /** What the fix does, for people. */
  readonly description: string;
  /**
   * Where the fix comes from: ESLint's rule mends it on its own (`fix`), offers it (`suggestion`, the first or that of
   * an id), or leaves it to us (`own`).
   */
  readonly from: 'fix' | 'own' | { readonly suggestions: readonly string[] };
  /** Whether a fix is safe in a place; `never`: it is none. */
  readonly judge: (mending: Mending, place: MendingPlace) => 'safe' | 'unsafe' | 'never';
  /** It takes out something that stands for itself: where nothing else is left on the line, the line goes too. */
  readonly takesOut?: 'statement' | 'comment';
  /** Whether the finding at an offset of a file may have a fix at all: keeps ESLint from being loaded in vain. */
  readonly mayMend?: (file: string, offset: number) => boolean;
  /** Types of nodes, touching the place, that are no more or end elsewhere afterwards. */
  readonly dissolves?: readonly string[];
}

const safe = () => 'safe' as const;
const unsafe = () => 'unsafe' as const;

/** What a label may be taken from: before an expression it is more likely a key of an object that lacks parentheses. */
const LABELLED = /^(?:for|while|do|switch|if|try)\b/;

/** Functions that may use `this` though nobody sees the word as an expression. */
const HIDDEN_THIS = /<\s*this\b|\beval\b|\(\s*this\s*:/;

/**
 * What is imported and not used may go, as long as the module still is imported: it may act on its own. JSX can be set up
 * to call a function that nothing names, so what may be that stays for people to judge.
 */
function judgeImport({ replaced }: Mending, { file }: MendingPlace): 'safe' | 'unsafe' {
  const gone = replaced.trim();
  if (/^import\b/.test(gone)) return /^import\s+type\s+(?!from\b|,)/.test(gone) ? 'safe' : 'unsafe';
  if (!/<\/|\/>|@jsx/.test(file)) return 'safe';
  const name = /([\w$]+)[\s,}]*$/.exec(gone)?.[1] ?? '';
  const isPlain = /^use[A-Z]|^[A-Z]/.test(name) && !JSX_FACTORIES.has(name);
  return isPlain && !file.includes('@jsx') ? 'safe' : 'unsafe';
}

/** Names with a capital that compilers of JSX may call, or look others up in. */
const JSX_FACTORIES: ReadonlySet<string> = new Set(['React', 'Preact', 'Inferno', 'Vue', 'Fragment', 'Frag', 'JSX']);

/** Between `import` and the module's name nothing is quoted, assigned or called. */
function isInImport(file: string, offset: number): boolean {
  const start = file.lastIndexOf('import', offset);
  return start !== -1 && !/['"`;=(]/.test(file.slice(start, offset));
}

const TYPESCRIPT_PLUGIN = '@typescript-eslint/';

/**
 * The rules whose findings can be mended. `safe` are fixes after which the program does what it did and compiles as it
 * did; every one of them is tried before it is offered: see `is-sound.ts`.
 */
const FIXABLE: readonly FixableRule[] = [
  {
    name: 'no-array-constructor',
    description: 'Write the array as a literal',
    from: 'fix',
    // The compiler takes the empty literal for another type.
    judge: ({ text }, { typescript }) => (typescript && /^\[\s*\]$/.test(text) ? 'unsafe' : 'safe'),
  },
  {
    name: 'no-debugger',
    description: 'Remove the statement',
    from: 'own',
    judge: safe,
    takesOut: 'statement',
    dissolves: ['DebuggerStatement'],
  },
  {
    name: 'no-extra-bind',
    description: 'Remove the call of bind',
    from: 'fix',
    judge: (_, { file }) => (HIDDEN_THIS.test(file) ? 'never' : 'safe'),
    dissolves: ['CallExpression', 'MemberExpression', 'ChainExpression'],
  },
  { name: 'no-extra-boolean-cast', description: 'Remove the conversion', from: 'fix', judge: safe },
  { name: 'no-extra-label', description: 'Remove the label', from: 'fix', judge: safe },
  {
    name: 'no-irregular-whitespace',
    description: 'Replace it by a plain space',
    from: 'own',
    judge: safe,
  },
  {
    name: 'no-nonoctal-decimal-escape',
    description: 'Write the digit without a backslash',
    from: { suggestions: ['refactor'] },
    judge: safe,
  },
  {
    name: 'no-object-constructor',
    description: 'Write the object as a literal',
    from: { suggestions: ['useLiteral', 'useLiteralAfterSemicolon'] },
    judge: safe,
  },
  {
    name: 'no-unneeded-ternary',
    description: 'Use the condition itself',
    from: 'fix',
    // Where both outcomes are the same, one of them is a mistake: which is not for a machine to say.
    judge: ({ text }) => (/^ ?(?:true|false)$/.test(text) ? 'never' : 'safe'),
  },
  {
    name: 'no-unused-labels',
    description: 'Remove the label',
    from: 'fix',
    judge: ({ end }, { file }) => (LABELLED.test(file.slice(end, end + 10)) ? 'safe' : 'never'),
    dissolves: ['LabeledStatement'],
  },
  {
    name: 'no-unused-vars',
    description: 'Remove the import',
    from: 'own',
    judge: judgeImport,
    takesOut: 'statement',
    mayMend: isInImport,
  },
  {
    name: 'no-useless-concat',
    description: 'Join the literals',
    from: 'own',
    judge: safe,
    dissolves: ['BinaryExpression'],
  },
  {
    name: 'no-useless-constructor',
    description: 'Remove the constructor',
    from: { suggestions: ['removeConstructor'] },
    // Parameters and a base class may make a difference: the default one hands on all it gets.
    judge: ({ replaced }) => (/^constructor\s*\(\s*\)\s*\{\s*\}$/.test(replaced.trim()) ? 'safe' : 'never'),
    takesOut: 'statement',
    dissolves: ['MethodDefinition'],
  },
  { name: 'no-useless-rename', description: 'Write the name once', from: 'fix', judge: safe },
  {
    name: 'no-useless-return',
    description: 'Remove the return',
    from: 'fix',
    judge: safe,
    takesOut: 'statement',
    dissolves: ['ReturnStatement'],
  },
  { name: 'prefer-numeric-literals', description: 'Write the number as a literal', from: 'fix', judge: safe },
  {
    name: `${TYPESCRIPT_PLUGIN}ban-tslint-comment`,
    description: 'Remove the comment',
    from: 'fix',
    judge: safe,
    takesOut: 'comment',
  },
  {
    name: `${TYPESCRIPT_PLUGIN}no-confusing-non-null-assertion`,
    description: 'Make plain where the assertion ends',
    from: { suggestions: ['wrapUpLeft', 'notNeedInEqualTest', 'notNeedInAssign'] },
    judge: safe,
    dissolves: ['TSNonNullExpression'],
  },
  {
    name: `${TYPESCRIPT_PLUGIN}no-extra-non-null-assertion`,
    description: 'Remove the second assertion',
    from: 'fix',
    // Before `?.` it may be what makes the code compile.
    judge: ({ end }, { file }) => (/^[\s)]{0,20}!/.test(file.slice(end, end + 21)) ? 'safe' : 'unsafe'),
    dissolves: ['TSNonNullExpression'],
  },
  {
    name: `${TYPESCRIPT_PLUGIN}no-non-null-asserted-nullish-coalescing`,
    description: 'Remove the assertion',
    from: { suggestions: ['suggestRemovingNonNull'] },
    judge: safe,
    dissolves: ['TSNonNullExpression'],
  },
  {
    name: `${TYPESCRIPT_PLUGIN}no-unnecessary-type-constraint`,
    description: 'Remove the constraint',
    from: { suggestions: ['removeUnnecessaryConstraint'] },
    judge: safe,
    dissolves: ['TSTypeParameter'],
  },
  {
    name: `${TYPESCRIPT_PLUGIN}no-wrapper-object-types`,
    description: "Name the primitive's type: wrapper objects no longer fit it",
    from: 'fix',
    judge: unsafe,
  },
  {
    name: `${TYPESCRIPT_PLUGIN}prefer-namespace-keyword`,
    description: 'Write namespace',
    from: 'fix',
    judge: safe,
  },
];

/** By ESLint's name. Importing this loads no linter. */
export const FIXABLE_RULES: ReadonlyMap<string, FixableRule> = new Map(FIXABLE.map((rule) => [rule.name, rule]));
