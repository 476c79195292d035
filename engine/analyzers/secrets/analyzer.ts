import type { FileAnalyzer, FileInput } from '../analyzer.ts';
import type { Range, RawFinding } from '../../findings/finding.ts';
import { lineStartsOf } from '../../syntax/line-starts.ts';
import { findAssignedCredentials } from './assigned-credentials.ts';
import { findProviderTokens } from './find-provider-tokens.ts';
import type { FoundSecret } from './found-secret.ts';
import { findJsonWebTokens } from './json-web-tokens.ts';
import { isFoundByForm, isSearchedAllTheSame } from './left-out-files.ts';
import { findLibrarySecrets } from './library-secrets.ts';
import { findPrivateKeys } from './private-keys.ts';
import { SECRET_RULES, secretRule } from './rules.ts';
import { findUrlPasswords } from './url-passwords.ts';

/** Where secrets stand, never what they are: not in a message, an anchor, or (by `redact`) an excerpt. */
export const secretsAnalyzer: FileAnalyzer = {
  id: 'secrets',
  version: 4,
  rules: SECRET_RULES,
  applies: ({ classification }) => classification.leftOut === undefined || isSearchedAllTheSame(classification),
  analyze: async (file) => {
    const secrets = withoutOverlap(await findSecrets(file));
    if (secrets.length === 0) return { findings: [] };
    const lineStarts = lineStartsOf(file.text);
    return {
      findings: secrets.map((secret) => {
        const range = rangeOf(lineStarts, secret);
        return { ...findingOf(file, secret, range), redact: [toLineEnd(range, { text: file.text, lineStarts })] };
      }),
    };
  },
};

/** What has a known form first: it says more than its context. */
async function findSecrets(file: FileInput): Promise<readonly FoundSecret[]> {
  const issued = [
    ...(await findLibrarySecrets(file.path, file.text)),
    ...findProviderTokens(file.text),
    ...findPrivateKeys(file.text),
  ];
  if (file.classification.leftOut) return issued.filter(({ ruleId }) => isFoundByForm(ruleId));
  // Tests and guides are full of tokens that were made for them, and signed by a secret that opens nothing.
  const signed = isUnrealPlace(file) ? [] : findJsonWebTokens(file.text);
  return [...issued, ...signed, ...findUrlPasswords(file.text), ...findAssignedCredentials(file.path, file.text)];
}

/**
 * In order of place. Of two that overlap the first named is kept, for what has a known form says more than its context;
 * it then spans both, so that neither is shown.
 */
function withoutOverlap(secrets: readonly FoundSecret[]): readonly FoundSecret[] {
  const byPlace = secrets.map((secret, priority) => ({ secret, priority }));
  byPlace.sort((a, b) => a.secret.start - b.secret.start || a.priority - b.priority);
  const kept: Ranked[] = [];
  for (const next of byPlace) {
    const last = kept.at(-1);
    if (!last || last.secret.end <= next.secret.start) kept.push(next);
    else kept[kept.length - 1] = next.priority < last.priority ? joined(next, last) : joined(last, next);
  }
  return kept.map(({ secret }) => secret);
}

interface Ranked {
  readonly secret: FoundSecret;
  readonly priority: number;
}

function joined(winner: Ranked, other: Ranked): Ranked {
  const start = Math.min(winner.secret.start, other.secret.start);
  const end = Math.max(winner.secret.end, other.secret.end);
  return { ...winner, secret: { ...winner.secret, start, end } };
}

function findingOf(file: FileInput, secret: FoundSecret, range: Range): RawFinding {
  const rule = secretRule(secret.ruleId);
  const unreal = isUnrealPlace(file);
  const what = secret.name === undefined ? rule.title : `What is assigned to \`${secret.name}\``;
  const finding = {
    ruleId: rule.id,
    path: file.path,
    range,
    message:
      secret.name === undefined ? `${what} in clear.` : `${what} looks like a real credential, written in clear.`,
    anchor: `${rule.id} ${secret.anchor}`,
  };
  return unreal ? { ...finding, severity: rule.severityInTests } : finding;
}

/** Tests, examples and documentation: what looks like a secret there is made up more often than not. */
function isUnrealPlace({ path, classification }: FileInput): boolean {
  return classification.test || classification.type === 'prose' || UNREAL_FOLDER.test(path) || UNREAL_NAME.test(path);
}
/** `.env.example`, `config.sample.yml`, `database.yml.dist`. */
const UNREAL_NAME = /[._-](?:example|sample|template|dist)(?:\.\w{1,10})?$/i;
const UNREAL_FOLDER = /(?:^|\/)(?:docs?|examples?|samples?|demos?|fixtures?|testdata|__fixtures__|mocks?|__mocks__)\//i;

/**
 * All up to the end of the line is hidden: the library counts the length of some secrets from the name before them, and
 * what follows a secret may belong to it.
 */
function toLineEnd(range: Range, { text, lineStarts }: { text: string; lineStarts: Uint32Array }): Range {
  const lineStart = lineStarts[range.endLine - 1]!;
  const lineEnd = (lineStarts[range.endLine] ?? text.length + 1) - 1;
  return { ...range, endColumn: Math.max(range.endColumn, lineEnd - lineStart + 1) };
}

function rangeOf(lineStarts: Uint32Array, { start, end }: FoundSecret): Range {
  const [startLine, startColumn] = positionOf(lineStarts, start);
  const [endLine, endColumn] = positionOf(lineStarts, end);
  return { startLine, startColumn, endLine, endColumn };
}

function positionOf(lineStarts: Uint32Array, offset: number): [line: number, column: number] {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return [low + 1, offset - lineStarts[low]! + 1];
}
