/** Averages over the functions of a file; the code outside functions counts as one of them where there is any. */
export interface Averages {
  readonly volume: number;
  readonly cyclomatic: number;
  readonly linesOfCode: number;
}

/**
 * 0 (worst) to 100. Oman and Hagemeister's index of 1992 without its term for comments, with the coefficients of
 * Coleman et al., "Using Metrics to Evaluate Software System Maintainability", IEEE Computer 27(8), 1994, over averages
 * as they take them, on Visual Studio's scale from 0 to 100.
 */
export function maintainabilityIndex({ volume, cyclomatic, linesOfCode }: Averages): number {
  const index = 171 - 5.2 * ln(volume) - 0.23 * cyclomatic - 16.2 * ln(linesOfCode);
  return Math.min(100, Math.max(0, (index * 100) / 171));
}

function ln(value: number): number {
  return Math.log(Math.max(1, value));
}
