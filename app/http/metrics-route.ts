import { Hono } from 'hono';
import type { Registry } from 'prom-client';
import { isSameText } from '../secrets/is-same-text.ts';

/** `/metrics`, in Prometheus' format. With a token it asks for `Authorization: Bearer TOKEN`. */
export function createMetricsRoute(registry: Registry, token: string | undefined): Hono {
  return new Hono().get('/metrics', async (context) => {
    if (token !== undefined && !isSameText(context.req.header('authorization') ?? '', `Bearer ${token}`)) {
      return context.text('Send the token of METRICS_TOKEN as "Authorization: Bearer TOKEN".\n', 401, {
        'www-authenticate': 'Bearer',
      });
    }
    return context.body(await registry.metrics(), 200, { 'content-type': registry.contentType });
  });
}
