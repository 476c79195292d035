import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { IncomingHttpHeaders } from 'node:http';
import type { Log } from '../../database/log.ts';
import type { DeliveryRecorder } from '../events/delivery-recorder.ts';
import type { ReadEvent } from '../events/read-event.ts';
import type { Delivery } from '../events/record-delivery.ts';
import { bodyBudget, readBody, type BodyBudget } from './read-body.ts';
import { signatureShape, verifySignature, type WebhookSecrets } from './verify-signature.ts';

/** GitHub sends no larger payload. https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
export const MAX_PAYLOAD_BYTES = 25 * 1024 * 1024;
/** Four of the largest at once; or thousands as they usually are. */
export const MAX_HELD_BYTES = 4 * MAX_PAYLOAD_BYTES;
/** GitHub gives up after ten seconds: https://docs.github.com/en/webhooks/using-webhooks/best-practices-for-using-webhooks */
const RECORD_WITHIN_MS = 8_000;
/** What we tell whoever finds us overloaded or without a database. */
const RETRY_AFTER_SECONDS = 30;

export interface WebhookPorts {
  /** Undefined while the App is not set up. */
  readonly secrets: () => Promise<WebhookSecrets | undefined>;
  readonly readEvent: (name: string, payload: unknown) => ReadEvent;
  readonly recorder: DeliveryRecorder;
  readonly log: Log;
  readonly clock: () => Date;
  /** Called once for each request, with what became of it. */
  readonly observe?: (delivery: { event: string; outcome: WebhookOutcome; seconds: number }) => void;
}

export type WebhookOutcome = 'recorded' | 'known' | 'ignored' | 'unreadable' | 'refused' | 'unauthorized' | 'failed';

/** What is worked on is said: its id is in all that comes of it. */
const LOG_LEVELS = {
  recorded: 'info',
  known: 'info',
  ignored: 'debug',
  unreadable: 'warn',
  refused: 'debug',
  unauthorized: 'warn',
  failed: 'warn',
} as const satisfies Record<WebhookOutcome, string>;

interface Answer {
  readonly status: 202 | 400 | 401 | 408 | 413 | 415 | 503;
  readonly outcome: WebhookOutcome;
  readonly message: string;
  readonly why?: string;
}

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;
const DELIVERY_ID = /^[\w-]{1,100}$/;
const EVENT_NAME = /^[a-z0-9_]{1,100}$/;

/** Answers GitHub's webhooks: check who sent it, reduce it, record it and enqueue its job, answer. */
export function createWebhookHandler(
  ports: WebhookPorts,
): (context: Context<{ Bindings: HttpBindings }>) => Promise<Response> {
  const budget = bodyBudget(MAX_HELD_BYTES);
  return async (context) => {
    const began = performance.now();
    const { incoming } = context.env;
    const id = headerOf(incoming.headers, 'x-github-delivery');
    const event = headerOf(incoming.headers, 'x-github-event');
    const answer = await receive(ports, { incoming, budget, id, event });
    ports.observe?.({ event, outcome: answer.outcome, seconds: (performance.now() - began) / 1000 });
    ports.log[LOG_LEVELS[answer.outcome]](
      { correlationId: id, event, outcome: answer.outcome, why: answer.why },
      'webhook',
    );
    write(context.env, answer);
    return RESPONSE_ALREADY_SENT;
  };
}

/** Straight to the socket: the detour through a `Response` costs a sixth of the time that a delivery takes this process. */
function write({ incoming, outgoing }: HttpBindings, { status, outcome, message }: Answer): void {
  const body = JSON.stringify({ outcome, message });
  if (status === 503) outgoing.setHeader('retry-after', RETRY_AFTER_SECONDS);
  // The rest of a body that is not read has nowhere to go.
  if (!incoming.complete) outgoing.setHeader('connection', 'close');
  outgoing
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body);
}

interface Request {
  readonly incoming: HttpBindings['incoming'];
  readonly budget: BodyBudget;
  readonly id: string;
  readonly event: string;
}

async function receive(ports: WebhookPorts, { incoming, budget, id, event }: Request): Promise<Answer> {
  const refusal = refusalByHeaders(incoming.headers);
  if (refusal !== undefined) return refusal;
  const secrets = await knownSecrets(ports);
  if (secrets === undefined) return failed('This service does not know its webhook secret yet.');

  const now = ports.clock();
  const read = await readBody(incoming, { limit: MAX_PAYLOAD_BYTES, budget }, (body): Delivery | Answer => {
    const signature = verifySignature(body, headerOf(incoming.headers, 'x-hub-signature-256'), { secrets, now });
    if (signature !== 'valid') return unauthorized(signature);
    const payload = parseObject(body);
    if (payload === undefined) return refused(400, 'The body is not a JSON object.');
    return deliveryOf(ports.readEvent(event, payload), { id, event, receivedAt: now });
  });

  switch (read.kind) {
    case 'too-large':
      return refused(413, `The body is larger than ${MAX_PAYLOAD_BYTES} bytes.`);
    case 'busy':
      return failed('Too much is being received at once.');
    case 'cut':
      return refused(408, 'The body ended early.');
    case 'read':
      return 'outcome' in read.value ? read.value : record(ports, read.value);
  }
}

/** Undefined also where the database, which may hold them, cannot be asked. */
async function knownSecrets({ secrets, log }: WebhookPorts): Promise<WebhookSecrets | undefined> {
  try {
    return await secrets();
  } catch (error) {
    log.error({ err: error }, 'the webhook secret could not be read');
    return undefined;
  }
}

/** The signature first: whoever cannot sign is told nothing else. */
function refusalByHeaders(headers: IncomingHttpHeaders): Answer | undefined {
  const shape = signatureShape(headerOf(headers, 'x-hub-signature-256'));
  if (shape !== 'plausible') return unauthorized(shape);
  if (!DELIVERY_ID.test(headerOf(headers, 'x-github-delivery'))) {
    return refused(400, 'The header X-GitHub-Delivery is missing or malformed.');
  }
  if (!EVENT_NAME.test(headerOf(headers, 'x-github-event'))) {
    return refused(400, 'The header X-GitHub-Event is missing or malformed.');
  }
  const type = headerOf(headers, 'content-type');
  if (FORM_TYPE.test(type)) {
    return refused(415, 'Set the content type of the webhook to application/json in the settings of the GitHub App.');
  }
  return JSON_TYPE.test(type) ? undefined : refused(415, 'The content type has to be application/json.');
}

function deliveryOf(
  reading: ReadEvent,
  given: { id: string; event: string; receivedAt: Date },
): Delivery & { why?: string } {
  const nothing = { ...given, action: null, installationId: null, repositoryId: null, body: undefined };
  switch (reading.kind) {
    case 'event': {
      const { event: body, action, installationId, repositoryId } = reading;
      return { ...given, action, installationId, repositoryId, body, state: 'received' };
    }
    case 'ignored':
      return { ...nothing, state: 'ignored' };
    case 'unreadable':
      return { ...nothing, state: 'unreadable', why: reading.why };
  }
}

async function record({ recorder, log }: WebhookPorts, delivery: Delivery & { why?: string }): Promise<Answer> {
  let outcome: 'new' | 'known';
  try {
    outcome = await within(RECORD_WITHIN_MS, recorder.record(delivery));
  } catch (error) {
    log.error({ correlationId: delivery.id, err: error }, 'a delivery could not be recorded');
    return failed('The delivery could not be recorded. It will be asked for again.');
  }
  if (outcome === 'known') return { status: 202, outcome: 'known', message: 'This delivery was received before.' };
  switch (delivery.state) {
    case 'received':
      return { status: 202, outcome: 'recorded', message: 'Recorded; it will be worked on.' };
    case 'ignored':
      return { status: 202, outcome: 'ignored', message: 'Recorded; there is nothing to do.' };
    case 'unreadable':
      return {
        status: 202,
        outcome: 'unreadable',
        message: 'Recorded, but the payload is not as GitHub describes it.',
        ...(delivery.why !== undefined && { why: delivery.why }),
      };
  }
}

function parseObject(body: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function headerOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

function refused(status: 400 | 408 | 413 | 415, message: string): Answer {
  return { status, outcome: 'refused', message };
}

function failed(message: string): Answer {
  return { status: 503, outcome: 'failed', message };
}

function unauthorized(signature: 'missing' | 'malformed' | 'wrong' | 'expired'): Answer {
  return { status: 401, outcome: 'unauthorized', message: UNAUTHORIZED[signature], why: signature };
}

const UNAUTHORIZED = {
  missing: 'The header X-Hub-Signature-256 is missing: set a webhook secret in the settings of the GitHub App.',
  malformed: 'The header X-Hub-Signature-256 is malformed.',
  wrong: 'The signature does not match: the webhook secret of the GitHub App and of this service differ.',
  expired: 'The signature was made with an expired secret: the webhook secret of the GitHub App has to be changed.',
} as const;
