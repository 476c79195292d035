import { createColors } from 'picocolors';
import type { Conclusion } from '../../verdict/gate.ts';
import type { Severity } from '../../findings/finding.ts';

export type Ink = (text: string) => string;

export interface Inks {
  readonly bold: Ink;
  readonly dim: Ink;
  readonly path: Ink;
  readonly warning: Ink;
  readonly conclusion: Readonly<Record<Conclusion, Ink>>;
  readonly severity: Readonly<Record<Severity, Ink>>;
  /** By the letter; what is not measured is dim. */
  rating(letter: string): Ink;
}

/** What colours mean in a terminal. Without colour every ink leaves the text as it is. */
export function createInks(colour: boolean): Inks {
  const { bold, dim, red, yellow, green, blue, cyan } = createColors(colour);
  return {
    bold,
    dim,
    path: cyan,
    warning: yellow,
    conclusion: { pass: green, fail: red, neutral: yellow },
    severity: { critical: red, high: red, medium: yellow, low: blue, info: dim },
    rating: (letter) => {
      if (letter === 'A' || letter === 'B') return green;
      if (letter === 'C') return yellow;
      return letter === 'D' || letter === 'E' ? red : dim;
    },
  };
}
