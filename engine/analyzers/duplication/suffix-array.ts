/**
 * The starts of all suffixes in order, in linear time: the induced sorting of Nong, Zhang and Chan (SA-IS, 2009).
 * `text` holds numbers from 0 to `alphabet - 1`, and ends with the only 0.
 */
export function suffixArray(text: Int32Array, alphabet: number): Int32Array {
  const size = text.length;
  const sorted = new Int32Array(size).fill(-1);
  if (size < 2) return sorted.fill(0);
  const types = suffixTypes(text);
  const counts = new Int32Array(alphabet);
  for (let i = 0; i < size; i++) counts[text[i]!]!++;
  const work: Work = { text, types, counts, sorted };

  const landmarks = landmarksOf(types);
  placeAtBucketEnds(work, landmarks);
  induce(work);
  const { names, different } = nameLandmarks(work, landmarks.length);
  const reduced = Int32Array.from(landmarks, (at) => names[at]!);
  const order = different < landmarks.length ? suffixArray(reduced, different) : inverse(reduced);
  sorted.fill(-1);
  placeAtBucketEnds(
    work,
    order.map((i) => landmarks[i]!),
  );
  induce(work);
  return sorted;
}

/** How many numbers each suffix shares with the one before it in order (Kasai and others, 2001); 0 for the first. */
export function sharedPrefixes(text: Int32Array, sorted: Int32Array): Int32Array {
  const size = text.length;
  const rank = inverse(sorted);
  const shared = new Int32Array(size);
  let length = 0;
  for (let i = 0; i < size; i++) {
    const at = rank[i]!;
    if (at === 0) {
      length = 0;
      continue;
    }
    const j = sorted[at - 1]!;
    while (i + length < size && j + length < size && text[i + length] === text[j + length]) length++;
    shared[at] = length;
    if (length > 0) length--;
  }
  return shared;
}

interface Work {
  readonly text: Int32Array;
  /** 1: smaller than the suffix that follows it. */
  readonly types: Uint8Array;
  readonly counts: Int32Array;
  readonly sorted: Int32Array;
}

function suffixTypes(text: Int32Array): Uint8Array {
  const types = new Uint8Array(text.length);
  types[text.length - 1] = 1;
  for (let i = text.length - 2; i >= 0; i--) {
    types[i] = text[i]! < text[i + 1]! || (text[i] === text[i + 1] && types[i + 1] === 1) ? 1 : 0;
  }
  return types;
}

/** Where a run of smaller suffixes begins: the places that all others are induced from. */
function landmarksOf(types: Uint8Array): Int32Array {
  let count = 0;
  for (let i = 1; i < types.length; i++) if (isLandmark(types, i)) count++;
  const landmarks = new Int32Array(count);
  let next = 0;
  for (let i = 1; i < types.length; i++) if (isLandmark(types, i)) landmarks[next++] = i;
  return landmarks;
}

function isLandmark(types: Uint8Array, i: number): boolean {
  return i > 0 && types[i] === 1 && types[i - 1] === 0;
}

function placeAtBucketEnds({ text, counts, sorted }: Work, inOrder: Int32Array): void {
  const ends = bucketEnds(counts);
  for (let i = inOrder.length - 1; i >= 0; i--) {
    const at = inOrder[i]!;
    sorted[--ends[text[at]!]!] = at;
  }
}

function induce({ text, types, counts, sorted }: Work): void {
  const starts = bucketStarts(counts);
  for (let i = 0; i < sorted.length; i++) {
    const before = sorted[i]! - 1;
    if (before >= 0 && types[before] === 0) sorted[starts[text[before]!]!++] = before;
  }
  const ends = bucketEnds(counts);
  for (let i = sorted.length - 1; i >= 0; i--) {
    const before = sorted[i]! - 1;
    if (before >= 0 && types[before] === 1) sorted[--ends[text[before]!]!] = before;
  }
}

/** Numbers the stretches between landmarks by their order; equal stretches get the same number. */
function nameLandmarks({ text, types, sorted }: Work, count: number): { names: Int32Array; different: number } {
  const names = new Int32Array(text.length).fill(-1);
  let name = -1;
  let previous = -1;
  let seen = 0;
  for (let i = 0; i < sorted.length && seen < count; i++) {
    const at = sorted[i]!;
    if (!isLandmark(types, at)) continue;
    seen++;
    if (previous === -1 || !sameStretch(text, types, previous, at)) name++;
    names[at] = name;
    previous = at;
  }
  return { names, different: name + 1 };
}

function sameStretch(text: Int32Array, types: Uint8Array, a: number, b: number): boolean {
  for (let i = 0; ; i++) {
    if (a + i >= text.length || b + i >= text.length || text[a + i] !== text[b + i]) return false;
    if (i > 0) {
      const endOfA = isLandmark(types, a + i);
      const endOfB = isLandmark(types, b + i);
      if (endOfA || endOfB) return endOfA && endOfB;
    }
  }
}

function bucketStarts(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length);
  for (let i = 1; i < counts.length; i++) starts[i] = starts[i - 1]! + counts[i - 1]!;
  return starts;
}

function bucketEnds(counts: Int32Array): Int32Array {
  const ends = new Int32Array(counts.length);
  let end = 0;
  for (let i = 0; i < counts.length; i++) ends[i] = end += counts[i]!;
  return ends;
}

function inverse(order: Int32Array): Int32Array {
  const result = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) result[order[i]!] = i;
  return result;
}
