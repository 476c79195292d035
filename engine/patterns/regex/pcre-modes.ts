export interface RegexFlags {
  /** `^` and `$` also at the lines of the text. */
  readonly multiline: boolean;
  readonly caseless: boolean;
  /** `.` also for a newline. */
  readonly dotAll: boolean;
}

/** What flags within an expression may change. */
export interface Modes extends RegexFlags {
  readonly extended: boolean;
  readonly extendedMore: boolean;
  /** Greedy and lazy change places. */
  readonly ungreedy: boolean;
  readonly noCapture: boolean;
}

export const WITHOUT_FLAGS: Modes = {
  multiline: false,
  caseless: false,
  dotAll: false,
  extended: false,
  extendedMore: false,
  ungreedy: false,
  noCapture: false,
};

/** The modes after letters of flags were switched on and off. */
export function withFlags(modes: Modes, on: string, off: string): Modes {
  const is = (flag: string, before: boolean) => (off.includes(flag) ? false : on.includes(flag) || before);
  return {
    multiline: is('m', modes.multiline),
    caseless: is('i', modes.caseless),
    dotAll: is('s', modes.dotAll),
    extended: is('x', modes.extended),
    extendedMore: off.includes('x') ? false : on.includes('xx') || (modes.extendedMore && !on.includes('x')),
    ungreedy: is('U', modes.ungreedy),
    noCapture: is('n', modes.noCapture),
  };
}
