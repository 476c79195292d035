export interface StormOptions {
  /** Attempts to hand an event over, repetitions included: the storm goes on until there were so many. */
  readonly deliveries: number;
  readonly installations: number;
  readonly workers: number;
  /** Seconds between two kills of a worker. */
  readonly killEvery: number;
  /** Seconds over which the deliveries are spread. */
  readonly seconds: number;
  /** Decides all that is left to chance, but not how fast the machine is. */
  readonly seed: number;
  /** Seconds that everything may take to come to rest after the last delivery. */
  readonly restWithin: number;
  /**
   * The database is told that killed workers were last heard of long ago, and failed deliveries failed long ago: the waiting is left out,
   * what comes after it is the same.
   */
  readonly hurry: boolean;
  /** The built `plumbline` command. */
  readonly program: string;
  /** Keep the folder with the logs, the data and the database. */
  readonly keep: boolean;
}

export const FULL_STORM: Omit<StormOptions, 'seed'> = {
  deliveries: 2000,
  installations: 50,
  workers: 3,
  killEvery: 4,
  seconds: 240,
  // A worker that is killed while it asks for a failed delivery has it asked for again after five minutes, the second time after fifteen.
  restWithin: 1080,
  hurry: false,
  program: 'dist/cli/main.js',
  keep: false,
};
