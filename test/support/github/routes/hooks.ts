import { randomBytes } from 'node:crypto';
import { app as appAnswer } from '../answers/app.ts';
import { instant } from '../answers/basics.ts';
import { requireApp } from '../auth/authorize.ts';
import { ApiError, notFound, unprocessable } from '../http/api-error.ts';
import { created, ok, route, type Route } from '../http/route.ts';
import type { JsonObject } from '../openapi/json.ts';
import type { App } from '../state/entities.ts';
import { addApp, makeKeys } from '../state/installations.ts';
import type { World } from '../state/world.ts';
import type { Delivery } from '../webhooks/sender.ts';

/** GitHub forgets deliveries after this, and redelivers none that is older. */
const KEPT_MS = 3 * 24 * 3600 * 1000;

export const HOOK_ROUTES: readonly Route[] = [
  route('apps/list-webhook-deliveries', (call) => {
    const own = requireApp(call.caller);
    const {
      cursor,
      status,
      per_page: perPage = 30,
    } = call.query as { cursor?: string; status?: 'success' | 'failure'; per_page?: number };
    // Newest first; the cursor names the last one that was given.
    const all = kept(call.world, own).reverse();
    const meant = all.filter(({ statusCode }) => status === undefined || isMeant[status](statusCode));
    const before = readCursor(cursor);
    const rest = meant.filter((one) => before === undefined || one.id < before);
    const items = rest.slice(0, Math.min(Math.max(perPage, 1), 100));
    const last = items.at(-1);
    const headers: Record<string, string> = {};
    if (last && rest.length > items.length) {
      const next = new URL(call.url);
      next.searchParams.set('cursor', `v1_${last.id}`);
      headers['link'] = `<${next.href}>; rel="next"`;
    }
    return { ...ok(items.map(deliveryItem)), headers };
  }),

  route('apps/get-webhook-delivery', ({ world, caller, path }) => {
    const found = findDelivery(world, requireApp(caller), path.delivery_id);
    return ok({
      ...deliveryItem(found),
      url: world.webhooks.target?.url,
      request: { headers: found.headers, payload: found.payload },
      response: { headers: {}, payload: found.answer },
    });
  }),

  route('apps/redeliver-webhook-delivery', ({ world, caller, path }) => {
    world.webhooks.redeliver(findDelivery(world, requireApp(caller), path.delivery_id));
    return { status: 202, body: {} };
  }),

  route('apps/get-webhook-config-for-app', ({ world, caller }) => {
    requireApp(caller);
    return ok({
      content_type: 'json',
      insecure_ssl: '0',
      secret: '********',
      url: world.webhooks.target?.url ?? 'https://unset.example',
    });
  }),

  route('apps/create-from-manifest', async ({ world, path }) => {
    const manifest = world.manifests.get(path.code);
    // A code is good for one use, within an hour.
    if (!manifest || manifest.expiresAt <= world.now()) throw notFound();
    world.manifests.delete(path.code);
    const { publicKey, privateKey } = await makeKeys();
    const slug = manifest.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const { permissions, events, owner } = manifest;
    const made = addApp(world, { slug, name: manifest.name, owner, publicKey, permissions, events });
    const secret = randomBytes(20).toString('hex');
    if (manifest.hookUrl !== undefined) world.webhooks.targets.set(made.id, { url: manifest.hookUrl, secret });
    return created({
      ...appAnswer(world.urls, made),
      client_id: made.clientId,
      client_secret: randomBytes(20).toString('hex'),
      webhook_secret: manifest.hookUrl === undefined ? null : secret,
      pem: privateKey,
    });
  }),
];

function kept(world: World, own: App): Delivery[] {
  const oldest = world.now().getTime() - KEPT_MS;
  return world.webhooks.deliveries.filter((one) => one.appId === own.id && one.at.getTime() >= oldest);
}

const isMeant = {
  success: (code: number) => code >= 200 && code <= 399,
  failure: (code: number) => code >= 400 && code <= 599,
};

function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const found = /^v1_(\d+)$/.exec(cursor);
  if (!found) throw new ApiError(400, { message: 'Invalid cursor' });
  return Number(found[1]);
}

function findDelivery(world: World, own: App, id: number): Delivery {
  const found = kept(world, own).find((one) => one.id === id);
  if (!found) throw unprocessable('Delivery not found');
  return found;
}

function deliveryItem(delivery: Delivery): JsonObject {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: instant(delivery.at),
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
