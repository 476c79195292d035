import { openObjectReader, type ObjectReader } from './cat-file.ts';
import { readChurn } from './churn.ts';
import { diffTrees, listChanges, toChanges } from './compare-trees.ts';
import { createSnapshot } from './create-snapshot.ts';
import { discoverRepository, type DiscoverOptions, type RepositoryFacts } from './discover-repository.ts';
import type { GitPlace } from './git-process.ts';
import { baseFiles } from './base-files.ts';
import { listTree, objectSizes, type TreeListing } from './list-tree.ts';
import type { RawChange } from './raw-diff.ts';
import { findMergeBase } from './find-merge-base.ts';
import { SourceError, type Churn, type Comparison, type Snapshot, type SourceFile } from './source.ts';
import { compareWorkingFolder } from './compare-working-folder.ts';
import { unknownRevision } from './unknown-revision.ts';
import { openWorkingFolder } from './working-folder.ts';

export interface OpenOptions extends DiscoverOptions {
  /** A folder or file, from the repository's root, to limit everything to. By default the folder that was opened. */
  readonly within?: string;
}

/**
 * Opens the git repository that `folder` is in; of a folder below its root, only what is in that folder is looked at,
 * with paths still counted from the root. Close it when done. Throws {@link SourceError}.
 */
export async function openGitRepository(folder: string, options: OpenOptions = {}): Promise<GitRepository> {
  const facts = await discoverRepository(folder, options);
  return new GitRepository(facts, (options.within ?? facts.prefix).replace(/^\/+|\/+$/g, ''));
}

/** A repository, read from its objects alone: nothing is checked out, fetched, written or run. */
export class GitRepository {
  /** `owner/name` from the remote, or the folder's name. */
  readonly name: string;
  /** The remote's address on the web, without credentials; undefined where none tells it. */
  readonly uri: string | undefined;
  /** The work tree's root; absent in a bare repository. */
  readonly root: string | undefined;
  readonly shallow: boolean;
  /** Made to lack objects until they are asked for, which nobody does here. */
  readonly partial: boolean;
  /** Path from the root that everything is limited to; '' for the whole. */
  readonly within: string;
  private readonly facts: RepositoryFacts;
  private readonly place: GitPlace;
  private readonly objects: ObjectReader;

  constructor(facts: RepositoryFacts, within: string) {
    this.facts = facts;
    this.name = facts.name;
    this.uri = facts.uri;
    this.root = facts.root;
    this.shallow = facts.shallow;
    this.partial = facts.partial;
    this.within = within;
    this.place = { folder: facts.gitDir, gitDir: facts.gitDir };
    this.objects = openObjectReader(this.place);
  }

  /** Full id of the commit that a branch, tag, id or any other revision names. */
  async resolve(revision: string): Promise<string> {
    // Git ends when it is asked for the upstream of a branch that has none.
    const asked = isRevision(revision) ? this.objects.read(`${revision}^{commit}`) : Promise.resolve(undefined);
    const found = await (revision.includes('@{') ? asked.catch(() => undefined) : asked);
    if (found) return found.id;
    throw await unknownRevision(this.place, { revision, shallow: this.shallow });
  }

  /** When the commit was made (its committer's date). */
  async headInstant(commit: string): Promise<Date> {
    const id = await this.resolve(commit);
    const content = (await this.objects.read(id))?.content.toString('latin1') ?? '';
    const seconds = /^committer .* ([0-9]+) [-+][0-9]+$/m.exec(content)?.[1];
    return new Date(Number(seconds ?? 0) * 1000);
  }

  /** The best common ancestor of two revisions. */
  async mergeBase(one: string, other: string): Promise<string> {
    const asked = this.resolve(one);
    // Where neither is known, the second is always the one that is told: of a repository without a commit it is HEAD.
    asked.catch(() => undefined);
    const second = await this.resolve(other);
    return findMergeBase(this.place, { one: await asked, other: second, shallow: this.shallow });
  }

  /** The whole tree of a commit. */
  async snapshot(revision: string): Promise<Snapshot> {
    const commit = await this.resolve(revision);
    return this.snapshotAt(commit, labelOf(revision, commit));
  }

  /** What `head` changed since it left `base`: from their merge base, which becomes the comparison's base. */
  async compare(range: { readonly base: string; readonly head: string }): Promise<Comparison> {
    const [mergeBase, commit] = await Promise.all([this.mergeBase(range.base, range.head), this.resolve(range.head)]);
    const [head, difference] = await Promise.all([
      this.snapshot(range.head),
      diffTrees(this.place, { base: mergeBase, head: commit, within: this.within }),
    ]);
    const label = labelOf(range.base, mergeBase);
    const base = await this.beforeChanges(head, { commit: mergeBase, label, changes: difference.changes });
    const changes = toChanges(difference, { base, head });
    return { base, tip: await this.tipOf(range.base, base), head, changes };
  }

  /** The files on disk: those that git tracks, as they are now, and new ones that it does not ignore. */
  workingFolder(): Promise<Snapshot> {
    return openWorkingFolder({ ...this.workTree(), place: this.place, within: this.within, objects: this.objects });
  }

  /** What the working folder changed since HEAD left `base`, committed or not. */
  async compareWorkingFolder(range: { readonly base: string }): Promise<Comparison> {
    const mergeBase = this.mergeBase(range.base, 'HEAD');
    const [base, head] = await Promise.all([
      mergeBase.then((id) => this.snapshotAt(id, labelOf(range.base, id))),
      this.workingFolder(),
    ]);
    const changes = await compareWorkingFolder({
      ...this.workTree(),
      place: this.place,
      base,
      head,
      within: this.within,
    });
    return { base, tip: await this.tipOf(range.base, base), head, changes };
  }

  /** How often each path was changed in the days before a commit was made. */
  async churn(window: { readonly commit: string; readonly days: number }): Promise<Churn> {
    const [commit, until] = await Promise.all([this.resolve(window.commit), this.headInstant(window.commit)]);
    return readChurn(this.place, { commit, until, days: window.days, within: this.within });
  }

  close(): void {
    this.objects.close();
  }

  /** The commit that `revision` names, of which `base` is an ancestor. */
  private async tipOf(revision: string, base: Snapshot): Promise<Snapshot> {
    const commit = await this.resolve(revision);
    if (commit === base.commit) return base;
    const changes = await listChanges(this.place, { base: commit, head: base.commit!, within: this.within });
    return this.beforeChanges(base, { commit, label: labelOf(revision, commit), changes });
  }

  /** The commit that the changes made `after` of. */
  private async beforeChanges(
    after: Snapshot,
    before: { readonly commit: string; readonly label: string; readonly changes: readonly RawChange[] },
  ): Promise<Snapshot> {
    const blobs = before.changes.flatMap(({ old }) => (old && old.kind !== 'submodule' ? [old.blob] : []));
    const files = baseFiles(after.files, before.changes, await objectSizes(this.place, blobs));
    return this.snapshotOf(before.commit, { label: before.label, files, problems: after.problems });
  }

  private async snapshotAt(commit: string, label: string): Promise<Snapshot> {
    const listing = await listTree(this.place, { commit, within: this.within });
    return this.snapshotOf(commit, { label, ...listing });
  }

  private snapshotOf(commit: string, listing: TreeListing & { readonly label: string }): Snapshot {
    return createSnapshot({ commit, ...listing, read: (file) => this.readBlob(file) });
  }

  private async readBlob(file: SourceFile): Promise<Buffer> {
    const object = await this.objects.read(file.blob);
    if (object) return object.content;
    throw new SourceError('missing-object', `the content of ${file.path} is not in this repository`, {
      advice:
        'In a partial clone, `git fetch --refetch --no-filter` gets it; otherwise `git fsck` tells what is damaged.',
    });
  }

  private workTree(): RepositoryFacts & { readonly root: string } {
    const { root } = this.facts;
    if (root !== undefined) return { ...this.facts, root };
    throw new SourceError('not-a-repository', 'a bare repository has no working folder', {
      advice: 'Name the commit to review: `--head main`.',
    });
  }
}

/** What git would take for an option, a range or several words is no revision. */
function isRevision(text: string): boolean {
  return text !== '' && !text.startsWith('-') && !/[\0\n]|\.\./.test(text);
}

/** The name that was given, unless it is an id: those are shortened. */
function labelOf(revision: string, commit: string): string {
  if (commit.startsWith(revision)) return shortId(commit);
  return /^[0-9a-f]{40,64}$/.test(revision) ? shortId(revision) : revision;
}

function shortId(commit: string): string {
  return commit.slice(0, 12);
}
