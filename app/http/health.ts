import { Hono } from 'hono';

/** Resolves where it is well; rejects with what is wrong. */
export type ReadinessCheck = () => Promise<void>;

export interface HealthPorts {
  /** By name: what has to be well for this process to be sent requests. */
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
  /** True from the moment the process was asked to end. */
  readonly isStopping: () => boolean;
  readonly clock: () => Date;
}

/** A check that takes longer counts as failed: what asks usually waits no longer itself. */
const CHECK_WITHIN_MS = 2_000;
/** Answers are kept as long, so that who asks often costs the database little. */
const KEPT_MS = 1_000;

type State = 'ok' | 'failed';

/** `/livez`: this process answers. `/readyz`: it can also do its work, and names what hinders it. */
export function createHealthRoutes({ checks, isStopping, clock }: HealthPorts): Hono {
  let kept: { until: number; states: Promise<Record<string, State>> } | undefined;

  const readStates = (): Promise<Record<string, State>> => {
    const now = clock().getTime();
    if (kept === undefined || now >= kept.until) kept = { until: now + KEPT_MS, states: runChecks(checks) };
    return kept.states;
  };

  return new Hono()
    .get('/livez', (context) => context.json({ status: 'ok' }))
    .get('/readyz', async (context) => {
      if (isStopping()) return context.json({ status: 'stopping' }, 503);
      const states = await readStates();
      const ready = Object.values(states).every((state) => state === 'ok');
      return context.json({ status: ready ? 'ok' : 'failed', checks: states }, ready ? 200 : 503);
    });
}

async function runChecks(checks: HealthPorts['checks']): Promise<Record<string, State>> {
  const entries = Object.entries(checks).map(async ([name, check]): Promise<[string, State]> => [
    name,
    await run(check),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

async function run(check: ReadinessCheck): Promise<State> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<State>((resolve) => {
    timer = setTimeout(() => resolve('failed'), CHECK_WITHIN_MS);
  });
  const outcome = check().then(
    (): State => 'ok',
    (): State => 'failed',
  );
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}
