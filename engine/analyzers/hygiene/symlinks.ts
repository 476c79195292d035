import type { RawFinding } from '../../findings/finding.ts';
import type { Snapshot, SourceFile } from '../../source/source.ts';
import { BROKEN_LINK, LEAVING_LINK } from './rules.ts';

/** Links followed from one link; Linux follows as many (`path_resolution(7)`). */
const MAX_HOPS = 40;

/** Links that lead nowhere or out of the tree. */
export async function brokenLinks(snapshot: Snapshot, links: readonly SourceFile[]): Promise<RawFinding[]> {
  const folders = new Set<string>();
  for (const { path } of links.length > 0 ? snapshot.files : []) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  const findings: RawFinding[] = [];
  for (const link of links) {
    const target = await targetOf(snapshot, link);
    const outcome = await follow(link, { snapshot, folders });
    if (outcome === 'broken') {
      findings.push({
        ruleId: BROKEN_LINK.id,
        path: link.path,
        message: `Points at “${target}”, which is not in the repository.`,
        anchor: target,
      });
    } else if (outcome === 'leaves') {
      findings.push({
        ruleId: LEAVING_LINK.id,
        path: link.path,
        message: `Points at “${target}”, out of the repository.`,
        anchor: target,
      });
    }
  }
  return findings;
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

async function targetOf(snapshot: Snapshot, link: SourceFile): Promise<string> {
  return (await snapshot.read(link)).toString('utf8');
}
