import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import type { Log } from '../../../database/log.ts';
import {
  ENTITLEMENTS_PATH,
  MEASUREMENTS_PATH,
  MEASUREMENTS_TYPE,
  type EntitlementsAnswer,
  type MeasurementsAnswer,
  type ProblemAnswer,
} from '../../../github/hand-over/app-api.ts';
import { MAX_PACKED_BYTES, MeasurementsError } from '../../../github/hand-over/measurements.ts';
import { loadRepositoryPlace } from '../../installations/repository-store.ts';
import { MAX_SOURCES, type KeptMeasurements } from '../../measurements/measurement-store.ts';
import { receiveMeasurements, type MeasurementPorts } from '../../measurements/receive-measurements.ts';
import { bodyBudget, readBody, type BodyBudget } from '../read-body.ts';
import type { ActionRun, ActionTokens } from './action-tokens.ts';
import { readMeasured } from './read-measured.ts';

export interface ActionApiPorts extends MeasurementPorts {
  readonly tokens: ActionTokens;
  readonly serviceKey: Buffer;
  readonly log: Log;
}

interface Environment {
  Bindings: HttpBindings;
  Variables: { correlationId: string; run: ActionRun };
}

/** Bodies held at once, by all requests together: eight of the largest. */
const MAX_HELD_BYTES = 8 * MAX_PACKED_BYTES;
/** What we tell whoever finds us overloaded, or unable to tell who they are. */
const RETRY_AFTER_SECONDS = 30;

const STATUS = {
  malformed: 400,
  unauthorized: 401,
  'not-installed': 404,
  'too-large': 413,
  busy: 429,
  unavailable: 503,
} as const satisfies Record<ProblemAnswer['code'], number>;

/** What the Action asks the App for and hands over to it: see github/hand-over/. Who asks is known before a body is read. */
export function createActionRoutes(ports: ActionApiPorts): Hono<Environment> {
  const budget = bodyBudget(MAX_HELD_BYTES);
  const api = new Hono<Environment>();
  api.onError((error, context) => {
    ports.log.error({ correlationId: context.get('correlationId'), err: error }, 'a request of the Action failed');
    return problem(context, 'unavailable', 'The App cannot answer at the moment.');
  });
  const known: MiddlewareHandler<Environment> = async (context, next) =>
    (await identify(context, ports)) ?? (await next());
  api.get(ENTITLEMENTS_PATH, known, (context) => tellEntitlements(context, ports));
  api.post(MEASUREMENTS_PATH, known, (context) => takeMeasurements(context, ports, budget));
  return api;
}

/** Keeps whose run it is; a response where that is not known. */
async function identify(
  context: Context<Environment>,
  { tokens, clock, log }: ActionApiPorts,
): Promise<Response | undefined> {
  const correlationId = context.get('correlationId');
  const reading = await tokens.read(context.req.header('authorization'), clock());
  switch (reading.kind) {
    case 'run':
      context.set('run', reading.run);
      return undefined;
    case 'refused':
      log.info({ correlationId, why: reading.why }, 'a token of a workflow was refused');
      context.header('www-authenticate', 'Bearer');
      return problem(context, 'unauthorized', reading.message);
    case 'unavailable':
      log.warn({ correlationId, err: reading.error }, 'the keys of workflow tokens are out of reach');
      return problem(
        context,
        'unavailable',
        "GitHub's keys, by which tokens of workflows are known, are out of reach.",
      );
  }
}

async function tellEntitlements(context: Context<Environment>, ports: ActionApiPorts): Promise<Response> {
  const { database, entitlements, clock, log } = ports;
  const { repositoryId } = context.get('run');
  const correlationId = context.get('correlationId');
  const place = await loadRepositoryPlace(database, repositoryId);
  if (!place) return notInstalled(context);
  const { capabilities, lapsed } = await entitlements.of(place.installationId, clock());
  log.info({ correlationId, repositoryId }, 'the Action was told what is granted');
  return context.json<EntitlementsAnswer>({ capabilities: [...capabilities].sort(), lapsed: [...lapsed].sort() });
}

async function takeMeasurements(
  context: Context<Environment>,
  ports: ActionApiPorts,
  budget: BodyBudget,
): Promise<Response> {
  const run = context.get('run');
  const correlationId = context.get('correlationId');
  // Nothing is read for somebody who is not ours.
  const place = await loadRepositoryPlace(ports.database, run.repositoryId);
  if (!place) return notInstalled(context);
  const { defaultBranch } = place;
  if (context.req.header('content-type') !== MEASUREMENTS_TYPE) {
    return problem(context, 'malformed', `The content type has to be ${MEASUREMENTS_TYPE}.`);
  }
  const read = await readBody(context.env.incoming, { limit: MAX_PACKED_BYTES, budget }, (body) =>
    orError(() => readMeasured(body, run, { serviceKey: ports.serviceKey, defaultBranch })),
  );
  switch (read.kind) {
    case 'too-large':
      return problem(context, 'too-large', `The measurements are larger than ${MAX_PACKED_BYTES} bytes.`);
    case 'busy':
      return problem(context, 'busy', 'The App is receiving too much at once.');
    case 'cut':
      return problem(context, 'malformed', 'The body ended early.');
    case 'read':
      if (read.value instanceof MeasurementsError) return problem(context, read.value.code, read.value.message);
      return receive(context, ports, read.value, correlationId);
  }
}

async function receive(
  context: Context<Environment>,
  ports: ActionApiPorts,
  measured: KeptMeasurements,
  correlationId: string,
): Promise<Response> {
  const { repositoryId, headSha } = measured;
  const outcome = await receiveMeasurements(ports, measured, correlationId);
  ports.log.info({ correlationId, repositoryId, headSha, outcome }, 'measurements were handed over');
  if (outcome === 'not-installed') return notInstalled(context);
  if (outcome === 'too-many') {
    return problem(context, 'too-large', `More than ${MAX_SOURCES} jobs handed over measurements of this commit.`);
  }
  return context.json<MeasurementsAnswer>({ outcome }, 202);
}

function orError<T>(work: () => T): T | MeasurementsError {
  try {
    return work();
  } catch (error) {
    if (error instanceof MeasurementsError) return error;
    throw error;
  }
}

function notInstalled(context: Context<Environment>): Response {
  const { repository } = context.get('run');
  return problem(context, 'not-installed', `The App is not installed on ${repository}, or is suspended there.`);
}

function problem(context: Context<Environment>, code: ProblemAnswer['code'], message: string): Response {
  const status = STATUS[code];
  if (status === 429 || status === 503) context.header('retry-after', String(RETRY_AFTER_SECONDS));
  // The rest of a body that is not read has nowhere to go.
  if (!context.env.incoming.complete) context.header('connection', 'close');
  return context.json<ProblemAnswer>({ code, message }, status);
}
