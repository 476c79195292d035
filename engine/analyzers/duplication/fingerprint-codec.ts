import type { TokenRole } from './comparable-tokens.ts';

/** What is kept of a file: enough to compare its tokens and to say where they stand, and none of its text. */
export interface DuplicationFacts {
  /** Number of tokens, barriers included. */
  readonly tokens: number;
  /** Lines with at least one token. */
  readonly codeLines: number;
  /**
   * Base64 of LEB128 numbers: how many different tokens there are, what they are (hash, role, lines they span beyond
   * their first, length of their last line), and for each token which of them it is and where it starts after the
   * one before.
   */
  readonly stream: string;
}

/** A token's content, shared by all tokens of a file that are equal. */
export interface TokenText {
  /** 32 bits. Two different tokens of one repository share it once in some thousand repositories, and then matter only amid 50 equal ones. */
  readonly hash: number;
  readonly role: TokenRole;
  /** Lines it spans beyond its first. */
  readonly extraLines: number;
  /** UTF-16 length of its last line. */
  readonly lastLength: number;
}

export interface PlacedToken {
  /** Index into the texts. */
  readonly text: number;
  /** 1-based. */
  readonly line: number;
  /** 0-based, UTF-16. */
  readonly column: number;
}

const ROLES = ['code', 'name', 'data', 'barrier'] as const satisfies readonly TokenRole[];

export function encodeFingerprints(texts: readonly TokenText[], tokens: readonly PlacedToken[]): string {
  const out = new ByteWriter();
  out.number(texts.length);
  for (const text of texts) {
    out.number(text.hash >>> 0);
    out.number(text.extraLines * ROLES.length + ROLES.indexOf(text.role));
    out.number(text.lastLength);
  }
  let line = 1;
  let column = 0;
  for (const token of tokens) {
    const text = texts[token.text]!;
    out.number(token.text);
    // The lowest bit tells a step on the same line from a step down.
    if (token.line === line) {
      out.number((token.column - column) * 2);
    } else {
      out.number((token.line - line) * 2 + 1);
      out.number(token.column);
    }
    line = token.line + text.extraLines;
    column = text.extraLines > 0 ? text.lastLength : token.column + text.lastLength;
  }
  return out.base64();
}

/** A file's tokens as arrays of one entry for each, in order. Lines are 1-based, columns 0-based; ends are exclusive. */
export interface DecodedTokens {
  readonly hash: Int32Array;
  /** Index into {@link TOKEN_ROLES}. */
  readonly role: Uint8Array;
  readonly startLine: Uint32Array;
  readonly startColumn: Uint32Array;
  readonly endLine: Uint32Array;
  readonly endColumn: Uint32Array;
}

export const TOKEN_ROLES: readonly TokenRole[] = ROLES;

export function decodeFingerprints(facts: DuplicationFacts): DecodedTokens {
  const input = new ByteReader(Buffer.from(facts.stream, 'base64'));
  const count = input.number();
  const hashes = new Int32Array(count);
  const roles = new Uint8Array(count);
  const extraLines = new Uint32Array(count);
  const lastLengths = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    hashes[i] = input.number() | 0;
    const packed = input.number();
    roles[i] = packed % ROLES.length;
    extraLines[i] = Math.floor(packed / ROLES.length);
    lastLengths[i] = input.number();
  }
  const tokens: DecodedTokens = {
    hash: new Int32Array(facts.tokens),
    role: new Uint8Array(facts.tokens),
    startLine: new Uint32Array(facts.tokens),
    startColumn: new Uint32Array(facts.tokens),
    endLine: new Uint32Array(facts.tokens),
    endColumn: new Uint32Array(facts.tokens),
  };
  let line = 1;
  let column = 0;
  for (let i = 0; i < facts.tokens; i++) {
    const text = input.number();
    const step = input.number();
    if (step & 1) {
      line += (step - 1) / 2;
      column = input.number();
    } else {
      column += step / 2;
    }
    tokens.hash[i] = hashes[text]!;
    tokens.role[i] = roles[text]!;
    tokens.startLine[i] = line;
    tokens.startColumn[i] = column;
    line += extraLines[text]!;
    column = extraLines[text]! > 0 ? lastLengths[text]! : column + lastLengths[text]!;
    tokens.endLine[i] = line;
    tokens.endColumn[i] = column;
  }
  return tokens;
}

class ByteWriter {
  private bytes = Buffer.allocUnsafe(4096);
  private size = 0;

  /** LEB128 of a number from 0 to 2^53. */
  number(value: number): void {
    if (this.size + 8 > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes, Buffer.allocUnsafe(this.bytes.length)]);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.size++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.size++] = rest;
  }

  base64(): string {
    return this.bytes.toString('base64', 0, this.size);
  }
}

class ByteReader {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  number(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }
}
