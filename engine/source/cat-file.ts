import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { exitOf, explainGitFailure, startGit, type GitPlace } from './git-process.ts';
import { SourceError } from './source.ts';

export interface GitObject {
  readonly id: string;
  readonly type: 'blob' | 'tree' | 'commit' | 'tag';
  readonly content: Buffer;
}

/** Reads objects by name. May be asked for many at once; answers come in the order asked for. */
export interface ObjectReader {
  /** `undefined` where git knows no such object. `name` is anything git resolves, such as an id or `HEAD^{commit}`. */
  read(name: string): Promise<GitObject | undefined>;
  close(): void;
}

/** Requests handed to git before their answers have come; the others wait here. */
const MAX_IN_FLIGHT = 64;

/**
 * Reads through one `git cat-file --batch` process, started at the first read. If git dies, what was asked for is
 * rejected with a {@link SourceError}, and the next read starts another.
 */
export function openObjectReader(place: GitPlace): ObjectReader {
  let batch: Batch | undefined;
  let closed = false;
  return {
    read(name) {
      if (closed) return Promise.reject(readerClosed());
      if (name.includes('\n')) return Promise.resolve(undefined);
      if (!batch || batch.ended) batch = new Batch(place);
      return batch.ask(name);
    },
    close() {
      closed = true;
      batch?.stop();
    },
  };
}

interface Request {
  readonly name: string;
  resolve(answer: GitObject | undefined): void;
  reject(error: SourceError): void;
}

class Batch {
  ended = false;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting: Request[] = [];
  private readonly inFlight: Request[] = [];
  private readonly answers = new AnswerParser();
  private errors = '';

  constructor(place: GitPlace) {
    this.child = startGit(place, ['cat-file', '--batch']);
    this.child.stdin.on('error', () => undefined); // its end is reported by `exitOf`
    this.child.stderr.on('data', (chunk: Buffer) => {
      this.errors = (this.errors + chunk.toString('utf8')).slice(0, 10_000);
    });
    this.child.stdout.on('data', (chunk: Buffer) => this.receive(chunk));
    exitOf(this.child).then(
      (code) => this.fail(explainGitFailure('cat-file', { code, errors: this.errors })),
      (error: SourceError) => this.fail(error),
    );
  }

  ask(name: string): Promise<GitObject | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ name, resolve, reject });
      this.send();
    });
  }

  stop(): void {
    this.fail(readerClosed());
    this.child.kill();
  }

  private send(): void {
    while (this.inFlight.length < MAX_IN_FLIGHT) {
      const next = this.waiting.shift();
      if (!next) return;
      this.inFlight.push(next);
      this.child.stdin.write(`${next.name}\n`);
    }
  }

  private receive(chunk: Buffer): void {
    for (const answer of this.answers.add(chunk)) this.inFlight.shift()?.resolve(answer);
    this.send();
  }

  private fail(error: SourceError): void {
    this.ended = true;
    for (const request of [...this.inFlight.splice(0), ...this.waiting.splice(0)]) request.reject(error);
  }
}

/** `<id> <type> <size>\n<content>\n`, or `<name> missing\n`, cut anywhere into chunks. */
class AnswerParser {
  private chunks: Buffer[] = [];
  private buffered = 0;
  private wanted = 1;

  *add(chunk: Buffer): Generator<GitObject | undefined> {
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    while (this.buffered >= this.wanted) {
      const bytes = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
      this.chunks = [bytes];
      const lineEnd = bytes.indexOf(0x0a);
      if (lineEnd === -1) {
        this.wanted = this.buffered + 1;
        return;
      }
      const header = HEADER.exec(bytes.toString('utf8', 0, lineEnd));
      const end = lineEnd + 1 + (header ? Number(header[3]) + 1 : 0);
      if (end > this.buffered) {
        this.wanted = end;
        return;
      }
      this.consume(end);
      yield header
        ? { id: header[1]!, type: header[2] as GitObject['type'], content: bytes.subarray(lineEnd + 1, end - 1) }
        : undefined;
    }
  }

  private consume(end: number): void {
    const rest = this.chunks[0]!.subarray(end);
    this.chunks = rest.length > 0 ? [rest] : [];
    this.buffered = rest.length;
    this.wanted = 1;
  }
}

const HEADER = /^([0-9a-f]{40}|[0-9a-f]{64}) (blob|tree|commit|tag) ([0-9]+)$/;

function readerClosed(): SourceError {
  return new SourceError('git-failed', 'the repository was closed while it was read', {
    advice: 'This is a mistake in Plumbline: please report it.',
  });
}
