/** Ours: as long as the longest tokens that services give out; of longer texts the beginning is looked at. */
const MAX_LENGTH = 1_000;
/** Ours: shorter texts are words, abbreviations and numbers too often. */
const MIN_LENGTH = 8;

/** Bits in all and for each character that a text must have: how sure one wants to be that no person made it up. */
const THRESHOLDS = {
  lax: { total: 30, each: 3 },
  default: { total: 40, each: 3.3 },
  strict: { total: 70, each: 3.6 },
} as const;

/**
 * Tells whether a text looks made by chance, as keys and tokens are. It is judged by Shannon's information: how many
 * bits each character adds for one who knows the character before and reads English. Pairs of letters that English
 * words are full of, repetitions and runs (`aaaa`, `1234`) add little; anything else adds what a choice among its kind
 * of characters does. What adds less than its own frequency in the text allows is counted by that: a text of few
 * different characters is not random however it is ordered.
 */
export function isRandom(given: string, mode: keyof typeof THRESHOLDS): boolean {
  const text = given.slice(0, MAX_LENGTH);
  if (text.length < MIN_LENGTH) return false;
  const spread = shannonEntropy(text);
  let surprise = 0;
  for (let at = 1; at < text.length; at++) surprise += bitsOfPair(text, at);
  const each = Math.min(surprise / (text.length - 1), spread);
  const { total, each: least } = THRESHOLDS[mode];
  return each >= least && each * text.length >= total;
}

/** Bits for each character when all that is known is how often each occurs in the text. */
export function shannonEntropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let [bits, length] = [0, 0];
  for (const count of counts.values()) length += count;
  for (const count of counts.values()) bits -= (count / length) * Math.log2(count / length);
  return bits;
}

/** Half of all pairs of letters in English prose. */
const COMMON_PAIRS: ReadonlySet<string> = new Set(
  (
    'th he in er an re nd at on nt ha es st en ed to it ou ea hi is or ti as te et ng of al de se le sa si ar ve ra ld ur ' +
    'ro ri io co me ne ic ma ce ll ch li be om ta ec us el pr tr pa ss ct no la pe em un ke ut ge wo ey ca ac na am ad ' +
    'lo ot do ee oo fo ho ow ai so po sh wa ag ei ie mo pl ag id ir il ap op ty ly ry ck wh ay up oc ul ev im ol ig su iv'
  ).split(' '),
);

function bitsOfPair(text: string, at: number): number {
  const [before, character] = [text[at - 1]!, text[at]!];
  const step = character.charCodeAt(0) - before.charCodeAt(0);
  if (step === 0 || step === 1 || step === -1) return 1;
  if (/[a-z]/i.test(character) && /[a-z]/i.test(before)) {
    if (COMMON_PAIRS.has((before + character).toLowerCase())) return 2;
    // A change of case within a word is a choice of its own, but for the start of the next word.
    return /[a-z]/.test(before) === /[a-z]/.test(character) || /[A-Z]/.test(character) ? LETTER : LETTER + 1;
  }
  if (/\d/.test(character)) return /\d/.test(before) ? DIGIT : DIGIT + 1;
  return /[\s_.:/-]/.test(character) ? 2 : LETTER;
}

const LETTER = Math.log2(26);
const DIGIT = Math.log2(10);
