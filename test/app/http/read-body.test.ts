import { createServer, request, type ClientRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyBudget, readBody, type BodyBudget } from '../../../app/http/read-body.ts';

const LIMIT = 100;
let server: Server;
let budget: BodyBudget;
let atHeaders: (() => void)[] = [];
beforeEach(async () => {
  budget = bodyBudget(150);
  server = createServer((incoming, outgoing) => {
    const read = readBody(incoming, { limit: LIMIT, budget }, (body) => body.toString('latin1'));
    atHeaders.shift()?.();
    void read.then((outcome) => outgoing.end(JSON.stringify(outcome)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  atHeaders = [];
  server.closeAllConnections();
  server.close();
});

/** A request whose body is sent piece by piece. */
function begin(): { call: ClientRequest; answer: Promise<unknown>; arrived: Promise<void> } {
  const { port } = server.address() as AddressInfo;
  const call = request({ host: '127.0.0.1', port, method: 'POST' });
  const arrived = new Promise<void>((resolve) => atHeaders.push(resolve));
  const answer = new Promise<unknown>((resolve, reject) => {
    call.on('error', reject);
    call.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(JSON.parse(text)));
    });
  });
  answer.catch(() => undefined);
  return { call, answer, arrived };
}

async function holding(bytes: number): Promise<void> {
  while (budget.held !== bytes) await new Promise((resolve) => setImmediate(resolve));
}

describe('the budget of all bodies together', () => {
  it('counts what has arrived, and gives up who holds much for long where it is used up', async () => {
    const stalled = begin();
    stalled.call.write('a'.repeat(90));
    await holding(90);
    const second = begin();
    second.call.write('b'.repeat(50));
    await holding(140);
    second.call.write('b'.repeat(20));
    expect(await stalled.answer).toEqual({ kind: 'busy' });
    expect(budget.held).toBe(70);

    const third = begin();
    third.call.end('c'.repeat(60));
    expect(await third.answer).toEqual({ kind: 'read', value: 'c'.repeat(60) });
    second.call.end();
    expect(await second.answer).toEqual({ kind: 'read', value: 'b'.repeat(70) });
    expect(budget.held).toBe(0);
    expect(budget.open.size).toBe(0);
  });

  it('is given back by whoever goes away', async () => {
    const gone = begin();
    gone.call.write('a'.repeat(90));
    await holding(90);
    gone.call.destroy();
    await holding(0);
  });

  it('is not taken by what is only announced', async () => {
    const announced = begin();
    announced.call.setHeader('content-length', LIMIT);
    announced.call.flushHeaders();
    await announced.arrived;
    expect(budget.held).toBe(0);
    announced.call.end('a'.repeat(LIMIT));
    expect(await announced.answer).toEqual({ kind: 'read', value: 'a'.repeat(LIMIT) });
  });
});

describe('a body', () => {
  it('that announces more than the limit is not read', async () => {
    const large = begin();
    large.call.setHeader('content-length', LIMIT + 1);
    large.call.flushHeaders();
    expect(await large.answer).toEqual({ kind: 'too-large' });
  });

  it('that grows beyond the limit is given up', async () => {
    const large = begin();
    large.call.write('a'.repeat(LIMIT));
    await holding(LIMIT);
    large.call.write('a');
    expect(await large.answer).toEqual({ kind: 'too-large' });
    expect(budget.held).toBe(0);
  });

  it('may be empty', async () => {
    const empty = begin();
    empty.call.end();
    expect(await empty.answer).toEqual({ kind: 'read', value: '' });
  });
});
