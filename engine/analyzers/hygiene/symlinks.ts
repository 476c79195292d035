import type { RawFinding } from '../../findings/finding.ts';
import type { Comparison, Snapshot, SourceFile } from '../../source/source.ts';
import { BROKEN_LINK, LEAVING_LINK } from './rules.ts';

/** Links followed from one link; Linux follows as many (`path_resolution(7)`). */
const MAX_HOPS = 40;

/** Links of a tree that lead nowhere or out of it. */
export async function brokenLinks(snapshot: Snapshot): Promise<RawFinding[]> {
  const links = linksOf(snapshot);
  if (links.length === 0) return [];
  const folders = foldersOf(snapshot);
  const findings: RawFinding[] = [];
  for (const link of links) {
    const outcome = await follow(link, { snapshot, folders });
    if (outcome === 'found') continue;
    const target = await targetOf(snapshot, link);
    const where = outcome === 'broken' ? 'which is not in the repository' : 'out of the repository';
    findings.push({
      ruleId: outcome === 'broken' ? BROKEN_LINK.id : LEAVING_LINK.id,
      path: link.path,
      message: `Points at “${target}”, ${where}.`,
      anchor: target,
    });
  }
  return findings;
}

/** Those that a change broke: by the link itself, or by taking its target away. */
export async function linksBrokenBy({ base, head, changes }: Comparison): Promise<RawFinding[]> {
  const mayBreak = changes.some(
    (change) => change.new?.path !== change.old?.path || [change.new?.kind, change.old?.kind].includes('symlink'),
  );
  if (!mayBreak || linksOf(head).length === 0) return [];
  const nameOf = ({ ruleId, path, anchor }: RawFinding) => JSON.stringify([ruleId, path, anchor]);
  const before = new Set((await brokenLinks(base)).map(nameOf));
  return (await brokenLinks(head)).filter((finding) => !before.has(nameOf(finding)));
}

function linksOf(snapshot: Snapshot): SourceFile[] {
  return snapshot.files.filter((file) => file.kind === 'symlink');
}

function foldersOf(snapshot: Snapshot): Set<string> {
  const folders = new Set<string>();
  for (const { path } of snapshot.files) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

type Outcome = 'found' | 'broken' | 'leaves';

async function follow(
  link: SourceFile,
  { snapshot, folders }: { snapshot: Snapshot; folders: ReadonlySet<string> },
): Promise<Outcome> {
  const done: string[] = [];
  const ahead = link.path.split('/').reverse();
  let hops = 0;
  while (ahead.length > 0) {
    const step = ahead.pop()!;
    if (step === '' || step === '.') continue;
    if (step === '..') {
      if (done.pop() === undefined) return 'leaves';
      continue;
    }
    done.push(step);
    const path = done.join('/');
    const file = snapshot.file(path);
    if (file?.kind === 'symlink') {
      if (++hops > MAX_HOPS) return 'broken';
      const target = await targetOf(snapshot, file);
      if (target === '') return 'broken';
      if (/^(?:[/\\]|[A-Za-z]:)/.test(target)) return 'leaves';
      done.pop();
      ahead.push(...target.split('/').reverse());
    } else if (file?.kind === 'submodule') {
      return 'found';
    } else if (!folders.has(path) && (!file || ahead.length > 0)) {
      return 'broken';
    }
  }
  return 'found';
}

/** What cannot be read points nowhere. */
async function targetOf(snapshot: Snapshot, link: SourceFile): Promise<string> {
  const bytes = await snapshot.read(link).catch(() => Buffer.alloc(0));
  return bytes.toString('utf8');
}
