// Sends deliveries at a fixed rate, whether or not they are answered, and measures from when each was due: a server that stalls
// is charged for all that were due meanwhile. Prints the figures as JSON.
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

/** @typedef {{ url: string, rate: number, payloadFile: string, secret: string, seconds: number, warmUp: number }} Plan */

/** @type {Plan} */
const plan = JSON.parse(process.argv[2] ?? '{}');
/** @type {{ event: string, body: string }[]} */
const examples = JSON.parse(readFileSync(plan.payloadFile, 'utf8'));
const deliveries = examples.map(({ event, body }) => {
  const bytes = Buffer.from(body);
  return { event, bytes, signature: `sha256=${createHmac('sha256', plan.secret).update(bytes).digest('hex')}` };
});
/** As a proxy in front of the service keeps them. */
const agent = new Agent({ keepAlive: true, maxSockets: 512 });
const { hostname, port, pathname } = new URL(plan.url);

/** @type {number[]} */
const latencies = [];
/** @type {Record<string, number>} */
const answers = {};
const interval = 1000 / plan.rate;
const total = plan.rate * (plan.warmUp + plan.seconds);
const counted = plan.rate * plan.warmUp;
const began = performance.now() + 100;
let sent = 0;
let done = 0;

await new Promise((resolve) => {
  const tick = () => {
    const now = performance.now();
    for (; sent < total && began + sent * interval <= now; sent++) send(sent, resolve);
    if (sent < total) setTimeout(tick, 1);
  };
  tick();
});

latencies.sort((a, b) => a - b);
const at = (/** @type {number} */ share) =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN;
process.stdout.write(
  JSON.stringify({
    sent: total - counted,
    answers,
    seconds: plan.seconds,
    p50: at(0.5),
    p99: at(0.99),
    p999: at(0.999),
    most: at(1),
  }),
);
process.exit(0);

/**
 * @param {number} number
 * @param {(value?: unknown) => void} resolve
 */
function send(number, resolve) {
  const delivery = deliveries[number % deliveries.length];
  if (delivery === undefined) throw new Error('there is nothing to send');
  const due = began + number * interval;
  const finish = (/** @type {string} */ answer) => {
    if (number >= counted) {
      latencies.push(performance.now() - due);
      answers[answer] = (answers[answer] ?? 0) + 1;
    }
    if (++done === total) resolve();
  };
  const call = request(
    {
      agent,
      hostname,
      port,
      path: pathname,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': delivery.bytes.length,
        'user-agent': 'GitHub-Hookshot/bench',
        'x-github-event': delivery.event,
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': delivery.signature,
      },
    },
    (response) => {
      response.resume();
      response.on('end', () => finish(String(response.statusCode)));
    },
  );
  call.on('error', (error) => finish(error.message));
  call.end(delivery.bytes);
}
