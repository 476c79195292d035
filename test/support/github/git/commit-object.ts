import { readObject } from './object-reader.ts';

export interface CommitObject {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly date: Date;
}

/** Reads a commit; `undefined` where there is none of that id. */
export async function readCommitObject(gitDir: string, sha: string): Promise<CommitObject | undefined> {
  const object = await readObject(gitDir, sha);
  if (object?.type !== 'commit') return undefined;
  const text = object.content.toString();
  const cut = text.indexOf('\n\n');
  const head = text.slice(0, cut < 0 ? undefined : cut).split('\n');
  const values = (name: string) =>
    head.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    sha,
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: readPerson(values('author')[0] ?? ''),
    committer: readPerson(values('committer')[0] ?? ''),
    message: cut < 0 ? '' : text.slice(cut + 2).trimEnd(),
  };
}

function readPerson(text: string): Person {
  const found = /^(.*?) ?<([^>]*)> (\d+)/.exec(text);
  return { name: found?.[1] ?? '', email: found?.[2] ?? '', date: new Date(Number(found?.[3] ?? 0) * 1000) };
}
