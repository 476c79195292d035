/** Thrown when matching used up what it may: the rule did not look at the rest of the file. */
export class BudgetExceeded extends Error {
  constructor() {
    super('the deadline for a rule on a file has passed');
    this.name = 'BudgetExceeded';
  }
}

/** Bounds the work of one rule on one file: a deadline by a clock that is passed in, looked at every some steps. */
export class Budget {
  readonly #now: () => number;
  readonly #deadline: number;
  #steps = 0;

  /** `milliseconds` from now on, by `now`, a clock in milliseconds. */
  constructor(milliseconds: number, now: () => number) {
    this.#now = now;
    this.#deadline = now() + milliseconds;
  }

  /** Counts a step; throws {@link BudgetExceeded} past the deadline. */
  step(): void {
    if ((++this.#steps & STEPS_BETWEEN_LOOKS) === 0 && this.#now() > this.#deadline) throw new BudgetExceeded();
  }
}

const STEPS_BETWEEN_LOOKS = 0x3ff;
