import { closestNames } from './closest-names.ts';
import { runGit, type GitPlace } from './git-process.ts';
import { SourceError } from './source.ts';

interface Asked {
  readonly revision: string;
  readonly shallow: boolean;
}

/** The error for a revision that names no commit here, with what to write instead or what to fetch. */
export async function unknownRevision(place: GitPlace, asked: Asked): Promise<SourceError> {
  const { revision } = asked;
  const range = /^(.*?)\.\.\.?(.*)$/s.exec(revision);
  if (range) return rangeInsteadOfCommit(revision, range);
  const refs = (await linesOf(place, ['for-each-ref', '--format=%(refname:short)'])) ?? [];
  if (revision === 'HEAD') return noCommitYet(refs);
  const type = revision.startsWith('-') ? undefined : await linesOf(place, ['cat-file', '-t', revision]);
  if (type?.[0] === 'tree' || type?.[0] === 'blob') {
    const what = type[0] === 'tree' ? 'a folder (a tree)' : 'a file (a blob)';
    return unknown(`${quoted(revision)} is ${what}, and a commit is needed`, 'Name a branch, a tag or a commit.');
  }
  return unknown(`git knows no commit by the name of ${quoted(revision)}`, await adviceFor(place, { ...asked, refs }));
}

function rangeInsteadOfCommit(revision: string, [, from, to]: readonly string[]): SourceError {
  // An end that is left out is HEAD.
  const apart = `\`--base ${shellQuoted(from || 'HEAD')}${to ? ` --head ${shellQuoted(to)}` : ''}\``;
  return unknown(
    `${quoted(revision)} is a range, and one commit is needed`,
    `Name its ends apart: ${apart}. What is compared with is always their merge base.`,
  );
}

function noCommitYet(refs: readonly string[]): SourceError {
  const [other] = refs;
  return new SourceError(
    'empty-repository',
    other === undefined ? 'the repository has no commit yet' : 'the branch checked out has no commit yet',
    {
      advice:
        other === undefined
          ? 'Commit something first, or review the working folder without a base.'
          : `Commit something first, or name what to review: \`--head ${shellQuoted(other)}\`.`,
    },
  );
}

/** What follows a name to go from it to another commit: `~3`, `^2`, `@{upstream}`, `:path`. */
const STEPS = /(?:[~^:]|@\{).*$/s;
/** Letters, digits and what stands between them in usual names: nothing that a shell or git reads otherwise. */
const PLAIN_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_./+#@=-]*$/u;
/** Of an abbreviated commit id, which no server looks up. */
const SHORT_ID = /^(?=.*\d)[0-9a-f]{4,39}$/;

async function adviceFor(
  place: GitPlace,
  { revision, shallow, refs }: Asked & { readonly refs: readonly string[] },
): Promise<string> {
  const deeper = shallow
    ? ' This clone is shallow: `git fetch --unshallow` gets its whole history; in a workflow, give actions/checkout `fetch-depth: 0`.'
    : '';
  const name = revision.replace(STEPS, '');
  const startKnown =
    PLAIN_NAME.test(name) && (await linesOf(place, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]));
  if (startKnown)
    return `${name} is there, but ${revision.slice(name.length)} leads from it to no commit here.${deeper}`;
  const meant = closestNames(name, refs);
  const guess = meant.length > 0 ? `Did you mean ${meant.join(' or ')}? Or check` : 'Check';
  if (!PLAIN_NAME.test(name)) return `${guess} the name: it is none that a branch, a tag or a commit has.${deeper}`;
  if (SHORT_ID.test(name)) return `${guess} the id; to fetch a commit, all of its digits are needed.${deeper}`;
  const fetch = await fetchOf(place, name);
  if (fetch === undefined)
    return `${guess} the name: \`git branch --all\` and \`git tag\` list what there is.${deeper}`;
  return `${guess} the name, or fetch it: ${fetch}.${deeper}`;
}

/** The command that fetches a name, and what it is called then. Nothing where there is no remote. */
async function fetchOf(place: GitPlace, name: string): Promise<string | undefined> {
  const remotes = (await linesOf(place, ['remote'])) ?? [];
  const named = remotes.find((remote) => name.startsWith(`${remote}/`));
  const remote = named ?? (remotes.includes('origin') ? 'origin' : remotes[0]);
  if (remote === undefined) return undefined;
  const there = named === undefined ? name : name.slice(named.length + 1);
  const command = `\`git fetch ${shellQuoted(remote)} ${shellQuoted(there)}\``;
  // Only a whole id is the same name here and there; a branch may not get one here at all.
  return /^[0-9a-f]{40,64}$/.test(there) ? command : `${command}, then name \`FETCH_HEAD\` instead`;
}

function unknown(message: string, advice: string): SourceError {
  return new SourceError('unknown-revision', message, { advice });
}

/** Undefined where git refuses. */
async function linesOf(place: GitPlace, args: readonly string[]): Promise<string[] | undefined> {
  const output = await runGit(place, args).catch(() => undefined);
  return output?.toString('utf8').split('\n').filter(Boolean);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** As one word of a POSIX shell. */
function shellQuoted(text: string): string {
  return /^[\w./+@=:,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
