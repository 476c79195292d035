import { Hono } from 'hono';

/**
 * Only `failed` keeps requests away: the App is set up by a request, and while GitHub is away, and nothing is known of it, its
 * webhooks can be recorded all the same.
 */
export type ReadinessState = 'ok' | 'not set up' | 'unknown' | 'failed';

/** That rejects is `failed`, too. */
export type ReadinessCheck = () => Promise<ReadinessState>;

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

/** `/livez`: this process answers. `/readyz`: it can also do its work, and names what hinders it. */
export function createHealthRoutes({ checks, isStopping, clock }: HealthPorts): Hono {
  let kept: { until: number; states: Promise<Record<string, ReadinessState>> } | undefined;

  const readStates = (): Promise<Record<string, ReadinessState>> => {
    const now = clock().getTime();
    if (kept === undefined || now >= kept.until) kept = { until: now + KEPT_MS, states: runChecks(checks) };
    return kept.states;
  };

  return new Hono()
    .get('/livez', (context) => context.json({ status: 'ok' }))
    .get('/readyz', async (context) => {
      if (isStopping()) return context.json({ status: 'stopping' }, 503);
      const states = await readStates();
      const ready = Object.values(states).every((state) => state !== 'failed');
      return context.json({ status: ready ? 'ok' : 'failed', checks: states }, ready ? 200 : 503);
    });
}

async function runChecks(checks: HealthPorts['checks']): Promise<Record<string, ReadinessState>> {
  const entries = Object.entries(checks).map(async ([name, check]): Promise<[string, ReadinessState]> => [
    name,
    await run(check),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

async function run(check: ReadinessCheck): Promise<ReadinessState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ReadinessState>((resolve) => {
    timer = setTimeout(() => resolve('failed'), CHECK_WITHIN_MS);
  });
  const outcome = check().catch((): ReadinessState => 'failed');
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}
