import { mayOverlap, type CharacterSet } from './character-set.ts';
import type { RegexNode } from './regex-node.ts';
import { childrenOf } from './to-javascript.ts';

/** A loop of fewer rounds multiplies the ways too little to matter. */
const MANY_ROUNDS = 10;

/**
 * Tells whether the ways to match one text may grow exponentially with its length when trying one after another: a
 * loop whose body can take the same characters in several ways. The answer errs towards yes; a no means that within
 * each loop either nothing varies, or a character that nothing variable takes ends every round.
 *
 * Loops that follow each other (`a*a*b`) take polynomial time and are no reason for a yes.
 */
export function mayExplode(root: RegexNode): boolean {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'repeat' && node.max >= MANY_ROUNDS && isAmbiguous(node.body)) return true;
    // What is atomic is not tried again, whatever loops within it; the loops themselves still are, once.
    open.push(...childrenOf(node));
  }
  return false;
}

function isAmbiguous(body: RegexNode): boolean {
  if (body.kind === 'group') return isAmbiguous(body.body);
  // Alternatives that begin apart are told apart by their beginning: each has to end by itself.
  if (body.kind === 'choice') return hasCommonStart(body.options) || body.options.some(isAmbiguous);
  const variable: CharacterSet[] = [];
  const open: RegexNode[] = [body];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'atomic' || node.kind === 'look') continue;
    if (node.kind === 'choice' && hasCommonStart(node.options)) return true;
    if (node.kind === 'repeat' && node.min !== node.max) collectSets(node.body, variable);
    else open.push(...childrenOf(node));
  }
  if (variable.length === 0) return false;
  return !delimitersOf(body).some((delimiter) => variable.every((set) => !mayOverlap(set, delimiter)));
}

function collectSets(root: RegexNode, sets: CharacterSet[]): void {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'set') sets.push(node.set);
    // What a reference takes is not known.
    else if (node.kind === 'reference') sets.push({ ranges: [], properties: [], negated: true });
    else if (node.kind !== 'look') open.push(...childrenOf(node));
  }
}

/** The characters that each round takes exactly once at a fixed place. */
function delimitersOf(node: RegexNode): readonly CharacterSet[] {
  switch (node.kind) {
    case 'set':
      return [node.set];
    case 'sequence':
      return node.items.flatMap(delimitersOf);
    case 'group':
      return delimitersOf(node.body);
    case 'repeat':
      return node.min === node.max && node.min > 0 ? delimitersOf(node.body) : [];
    case 'choice':
    case 'atomic':
    case 'look':
    case 'reference':
    case 'assertion':
    case 'keep':
      return [];
  }
}

/** Ours: with more alternatives than this the pairs are not compared, and the answer is yes. */
const MAX_ALTERNATIVES = 200;

/** Two alternatives that could begin with the same characters, as far as they have a fixed beginning. */
function hasCommonStart(options: readonly RegexNode[]): boolean {
  if (options.length > MAX_ALTERNATIVES) return true;
  const starts = options.map(fixedStart);
  return starts.some((one, index) => starts.slice(index + 1).some((other) => mayBeginAlike(one, other)));
}

function mayBeginAlike(one: readonly CharacterSet[], other: readonly CharacterSet[]): boolean {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) if (!mayOverlap(one[at]!, other[at]!)) return false;
  return true;
}

function fixedStart(node: RegexNode): readonly CharacterSet[] {
  switch (node.kind) {
    case 'set':
      return [node.set];
    case 'group':
    case 'atomic':
      return fixedStart(node.body);
    case 'sequence': {
      const start: CharacterSet[] = [];
      for (const item of node.items) {
        if (item.kind === 'assertion' || item.kind === 'look') continue;
        start.push(...fixedStart(item));
        if (item.kind !== 'set') break;
      }
      return start;
    }
    case 'repeat':
      return node.min > 0 ? fixedStart(node.body).slice(0, 1) : [];
    case 'choice':
    case 'look':
    case 'reference':
    case 'assertion':
    case 'keep':
      return [];
  }
}
