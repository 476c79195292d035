import { createHmac, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { JsonObject } from '../openapi/json.ts';

/** GitHub waits this long for an answer. https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks */
const TIMEOUT_MS = 10_000;

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

export interface NewDelivery {
  readonly event: string;
  readonly payload: JsonObject;
  readonly appId: number;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
}

/** One attempt to hand an event over. A redelivery is another one with the same `guid`. */
export interface Delivery extends NewDelivery {
  readonly id: number;
  readonly guid: string;
  readonly action: string | null;
  readonly redelivery: boolean;
  readonly at: Date;
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds. */
  duration: number;
  /** GitHub's word: `OK`, `Invalid HTTP Response: 500`, `timed out`, `failed to connect to host`. */
  status: string;
  /** 0 until it is over; 502 where nobody could be reached. */
  statusCode: number;
  answer: string;
  /** Settles when the attempt is over, whatever its outcome. */
  readonly done: Promise<void>;
}

/** What becomes of an event on its way. */
export interface Disturbance {
  /** The event is lost: nothing is sent, and GitHub lists it as failed. */
  readonly drop?: boolean;
  /** Sent so many times, with the same delivery id. 1 where it is missing. */
  readonly copies?: number;
  readonly delayMs?: number;
  /** It is sent once this has settled. */
  readonly after?: Promise<unknown>;
}

export interface WebhookSender {
  /** Where events go of every App that has no place of its own in `targets`. */
  target: WebhookTarget | undefined;
  /** By App. */
  readonly targets: Map<number, WebhookTarget>;
  /** Asked for each event before it is sent; a redelivery is never disturbed. */
  disturb: ((delivery: NewDelivery & { readonly action: string | null }) => Disturbance) | undefined;
  /** Oldest first. */
  readonly deliveries: Delivery[];
  send(delivery: NewDelivery): Delivery[];
  redeliver(delivery: Delivery): Delivery;
  /** Settles when nothing is under way any more. */
  settled(): Promise<void>;
  close(): void;
}

export interface SenderOptions {
  readonly now: () => Date;
  /** Told of each event before it is sent. */
  readonly inspect: (delivery: NewDelivery) => void;
}

export function createWebhookSender(options: SenderOptions): WebhookSender {
  let lastId = 90_000_000_000;
  const pending = new Set<Promise<void>>();
  const closing = new AbortController();
  // Any number may be under way.
  setMaxListeners(0, closing.signal);

  function attempt(delivery: NewDelivery, guid: string, how: Disturbance & { readonly redelivery: boolean }): Delivery {
    const body = JSON.stringify(delivery.payload);
    const target = sender.targets.get(delivery.appId) ?? sender.target;
    const headers = headersOf(delivery, { guid, body, secret: target?.secret ?? '' });
    const done = Promise.resolve().then(async () => {
      if (how.drop || !target) return;
      if (how.after) await how.after;
      if (how.delayMs) await sleep(how.delayMs, closing.signal);
      if (closing.signal.aborted) return;
      const started = performance.now();
      Object.assign(record, await post(target.url, { headers, body, signal: closing.signal }));
      record.duration = Math.round(performance.now() - started) / 1000;
    });
    const record: Delivery = {
      ...delivery,
      id: (lastId += 1),
      guid,
      action: actionOf(delivery),
      redelivery: how.redelivery,
      at: options.now(),
      headers,
      duration: 0,
      status: how.drop ? 'failed to connect to host' : target ? 'pending' : 'no webhook URL',
      statusCode: how.drop ? 502 : 0,
      answer: '',
      done,
    };
    pending.add(done);
    void done.finally(() => pending.delete(done));
    sender.deliveries.push(record);
    return record;
  }

  const sender: WebhookSender = {
    target: undefined,
    targets: new Map(),
    disturb: undefined,
    deliveries: [],
    send(delivery) {
      options.inspect(delivery);
      const how = sender.disturb?.({ ...delivery, action: actionOf(delivery) }) ?? {};
      const guid = randomUUID();
      return Array.from({ length: how.copies ?? 1 }, () => attempt(delivery, guid, { ...how, redelivery: false }));
    },
    redeliver: (delivery) => attempt(delivery, delivery.guid, { redelivery: true }),
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
    close: () => closing.abort(),
  };
  return sender;
}

function actionOf(delivery: NewDelivery): string | null {
  const { action } = delivery.payload;
  return typeof action === 'string' ? action : null;
}

export function sign(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function headersOf(
  delivery: NewDelivery,
  { guid, body, secret }: { guid: string; body: string; secret: string },
): Record<string, string> {
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/7e3a2f1',
    'x-github-delivery': guid,
    'x-github-event': delivery.event,
    'x-github-hook-id': '42',
    'x-github-hook-installation-target-id': String(delivery.appId),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature': `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`,
    'x-hub-signature-256': sign(secret, body),
  };
}

async function post(
  url: string,
  request: { headers: Readonly<Record<string, string>>; body: string; signal: AbortSignal },
): Promise<Pick<Delivery, 'status' | 'statusCode' | 'answer'>> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.any([timeout, request.signal]),
    });
    const answer = await response.text();
    const status = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`;
    return { status, statusCode: response.status, answer };
  } catch {
    return timeout.aborted
      ? { status: 'timed out', statusCode: 504, answer: '' }
      : { status: 'failed to connect to host', statusCode: 502, answer: '' };
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
