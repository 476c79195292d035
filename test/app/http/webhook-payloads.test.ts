import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeliveryRecorder } from '../../../app/events/delivery-recorder.ts';
import { recordDeliveries } from '../../../app/events/record-delivery.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { ENTERPRISE_VERSIONS, webhookExamples, type WebhookExample } from '../../support/webhook-examples.ts';
import { deliver, startTestServer, type TestServer } from './a-test-server.ts';

/** Against the real database: what it refuses would be a 503. */
let test: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  test = await testDatabase();
  server = await startTestServer({
    site: { recorder: createDeliveryRecorder((deliveries) => recordDeliveries(test.database, deliveries)) },
  });
});
afterAll(async () => {
  await server.close(0);
  await test.close();
});

function send({ name, payload }: { name: string; payload: unknown }, id = randomUUID()) {
  return deliver(server, {
    body: JSON.stringify(payload),
    headers: { 'x-github-event': name, 'x-github-delivery': id },
  });
}

/** A hundred at a time, as GitHub sends them. */
async function sendAll(examples: readonly WebhookExample[]): Promise<string[]> {
  const outcomes: string[] = [];
  for (let from = 0; from < examples.length; from += 100) {
    const answers = await Promise.all(examples.slice(from, from + 100).map((example) => send(example)));
    outcomes.push(...answers.map(({ status, outcome }) => `${status} ${outcome}`));
  }
  return outcomes;
}

describe("GitHub's example payloads", () => {
  it.each(['api.github.com', ...ENTERPRISE_VERSIONS])('of %s are all received', async (of) => {
    const outcomes = new Set(await sendAll(webhookExamples(of)));
    expect([...outcomes].sort()).toEqual(['202 ignored', '202 recorded']);
  });
});

const HOSTILE: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  2 ** 53,
  1e308,
  '',
  'a\0b',
  '\ud800',
  '__proto__',
  "'; drop table deliveries; --",
  '2026-13-45T99:99:99Z',
  [],
  [[]],
  {},
  { constructor: { prototype: {} } },
];

interface Mutation {
  readonly how: 'replace' | 'delete' | 'rename' | 'repeat';
  /** Which of the places, as a share of all. */
  readonly where: number;
  readonly value: number;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  how: fc.constantFrom('replace', 'delete', 'rename', 'repeat'),
  where: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  value: fc.nat({ max: HOSTILE.length - 1 }),
});

/** Changes one place of a payload, somewhere in its depth. */
function mutate(payload: unknown, { how, where, value }: Mutation): unknown {
  const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
  const pending: unknown[] = [payload];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const holder = next as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      pending.push(holder[key]);
    }
  }
  const place = places[Math.floor(where * places.length)];
  if (place === undefined) return payload;
  const { holder, key } = place;
  switch (how) {
    case 'replace':
      holder[key] = HOSTILE[value];
      break;
    case 'delete':
      Reflect.deleteProperty(holder, key);
      break;
    case 'rename':
      holder[`${key}\0`] = holder[key];
      Reflect.deleteProperty(holder, key);
      break;
    case 'repeat':
      holder[key] = [holder[key], holder[key], holder[key]];
      break;
  }
  return payload;
}

describe('a payload that was changed', () => {
  const examples = webhookExamples();

  it('in any places is received: ignored, recorded, or recorded as unreadable', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: examples.length - 1 }),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        async (index, mutations) => {
          const { name, payload } = structuredClone(examples[index]) ?? { name: 'ping', payload: {} };
          const mutated = mutations.reduce<unknown>(mutate, payload);
          const { status } = await send({ name, payload: mutated });
          expect(status).toBe(202);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('or replaced by any JSON is received, or refused where it is no object', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...examples), fc.jsonValue(), async ({ name }, payload) => {
        const { status } = await send({ name, payload });
        const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
        expect(status).toBe(isObject ? 202 : 400);
      }),
      { numRuns: 150 },
    );
  });

  it('in its bytes, is received or refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...examples),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 5 }),
        async ({ name, payload }, changes) => {
          const body = Buffer.from(JSON.stringify(payload));
          for (const [at, byte] of changes) body[at % body.length] = byte;
          const { status } = await deliver(server, {
            body,
            headers: { 'x-github-event': name, 'x-github-delivery': randomUUID() },
          });
          expect([202, 400]).toContain(status);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('by being nested very deep is refused or ignored, and the process lives', async () => {
    const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
    const headers = { 'x-github-event': 'pull_request', 'x-github-delivery': randomUUID() };
    expect([202, 400]).toContain((await deliver(server, { body: deep, headers })).status);
    expect((await send({ name: 'ping', payload: {} })).status).toBe(202);
  });
});
