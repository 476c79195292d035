import { parsePattern, type Pattern } from '../pattern/parse-pattern.ts';
import type { PatternSyntax } from '../pattern/pattern-syntax.ts';
import { MARK, readPlaceholder } from '../pattern/placeholders.ts';
import { rewrite } from '../pattern/rewrite.ts';
import { aTermTree } from '../term.ts';
import { readDockerfile, type ReadPlaceholder } from './read-dockerfile.ts';
import { shell, VARIABLE_MARK } from './shell.ts';

/** Reads a pattern for Dockerfiles: instructions, or else commands of the shell. Undefined if it is neither. */
export function readDockerfilePattern(text: string): Pattern | undefined {
  const isInstructions = text.split('\n').some((line) => INSTRUCTION.test(line)) || /^\s*\$[A-Z_]+\s*$/.test(text);
  if (!isInstructions) return readShellPattern(text);
  const { root, hasError } = readDockerfile(rewrite(text.trim(), {}), readWord);
  const [first, ...others] = root.children;
  if (hasError || !first) return undefined;
  if (others.length === 0) return { text, root: aTermTree(first, TREE).root, form: 'term' };
  return { text, root: aTermTree(root, TREE).root, form: 'sequence' };
}

function readShellPattern(text: string): Pattern | undefined {
  const pattern = parsePattern(text, SHELL_SYNTAX);
  const words = pattern?.root.kind === 'Command' ? pattern.root.children[0]!.children : [];
  const [only, ...others] = words;
  // One word alone is looked for as a command and as an argument.
  if (!pattern || !only || others.length > 0) return pattern;
  return { text, root: aTermTree({ ...only, parent: undefined }, TREE).root, form: 'term' };
}

const SHELL_SYNTAX: PatternSyntax = {
  dialect: shell,
  grammarOf: () => 'bash',
  attempts: [{ grammar: 'bash' }, { grammar: 'bash', adapt: (text) => text.replaceAll(MARK, VARIABLE_MARK) }],
};

const TREE = { text: '', cutOff: [], hasError: false };

/** A word that is nothing but a placeholder. */
const readWord: ReadPlaceholder = (word) => (/^\w*µ\w*$/.test(word) ? readPlaceholder(word) : undefined);

const INSTRUCTION =
  /^\s*(?:FROM|RUN|CMD|LABEL|MAINTAINER|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)(?:\s|$)/i;
