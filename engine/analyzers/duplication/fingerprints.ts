import type { FileAnalyzer, FileInput } from '../analyzer.ts';
import { comparableTokens, type ComparableToken } from './comparable-tokens.ts';
import { encodeFingerprints, type DuplicationFacts, type PlacedToken, type TokenText } from './fingerprint-codec.ts';

/** What {@link duplicationAnalyzer} compares, computed where the file is parsed anyway. */
export const duplicationFingerprints: FileAnalyzer<DuplicationFacts> = {
  id: 'duplication-fingerprints',
  version: 2,
  rules: [],
  applies: ({ classification }) => classification.language !== undefined && classification.leftOut === undefined,
  analyze: (file: FileInput) => {
    if (!file.tree) return { findings: [] };
    const tree = file.tree();
    return { findings: [], facts: fingerprintsOf(tree.text, tree.lineStarts, comparableTokens(tree)) };
  },
};

function fingerprintsOf(text: string, lineStarts: Uint32Array, tokens: readonly ComparableToken[]): DuplicationFacts {
  const texts: TokenText[] = [];
  const indexByContent = new Map<string, number>();
  const placed: PlacedToken[] = [];
  let line = 1;
  let lastCodeLine = 0;
  let codeLines = 0;
  for (const token of tokens) {
    while (line < lineStarts.length && lineStarts[line]! <= token.start) line++;
    let endLine = line;
    while (endLine < lineStarts.length && lineStarts[endLine]! < token.end) endLine++;
    const content = `${token.role} ${text.slice(token.start, token.end)}`;
    let index = indexByContent.get(content);
    if (index === undefined) {
      index = texts.length;
      indexByContent.set(content, index);
      texts.push({
        hash: hashOf(text.slice(token.start, token.end)),
        role: token.role,
        extraLines: endLine - line,
        lastLength: token.end - (endLine > line ? lineStarts[endLine - 1]! : token.start),
      });
    }
    placed.push({ text: index, line, column: token.start - lineStarts[line - 1]! });
    codeLines += endLine - Math.max(line - 1, lastCodeLine);
    lastCodeLine = endLine;
  }
  return { tokens: placed.length, codeLines, stream: encodeFingerprints(texts, placed) };
}

/** FNV-1a over UTF-16 code units, then the finalizer of MurmurHash3, which spreads the last characters over all bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
