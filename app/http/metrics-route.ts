import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Registry } from 'prom-client';

/** `/metrics`, in Prometheus' format. With a token it asks for `Authorization: Bearer TOKEN`. */
export function createMetricsRoute(registry: Registry, token: string | undefined): Hono {
  return new Hono().get('/metrics', async (context) => {
    if (token !== undefined && !isSame(context.req.header('authorization') ?? '', `Bearer ${token}`)) {
      return context.text('Send the token of METRICS_TOKEN as "Authorization: Bearer TOKEN".\n', 401, {
        'www-authenticate': 'Bearer',
      });
    }
    return context.body(await registry.metrics(), 200, { 'content-type': registry.contentType });
  });
}

/** By their hashes: their lengths, too, take the same time. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
