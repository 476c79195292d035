import type { JsonObject } from '../openapi/json.ts';
import type { App, Installation } from '../state/entities.ts';
import type { Urls, World } from '../state/world.ts';
import { instant, nodeId, user } from './basics.ts';

export function app(urls: Urls, value: App): JsonObject {
  return {
    id: value.id,
    client_id: value.clientId,
    slug: value.slug,
    node_id: nodeId('A', value.id),
    owner: user(urls, value.owner),
    name: value.name,
    description: null,
    external_url: 'https://plumbline.example',
    html_url: `${urls.web}/apps/${value.slug}`,
    created_at: instant(value.createdAt),
    updated_at: instant(value.createdAt),
    permissions: value.permissions,
    events: value.events,
  };
}

export function appWithCount(world: World, value: App): JsonObject {
  const count = [...world.installations.values()].filter((installation) => installation.app.id === value.id).length;
  return { ...app(world.urls, value), installations_count: count };
}

export function installation(urls: Urls, value: Installation): JsonObject {
  const url = `${urls.api}/app/installations/${value.id}`;
  return {
    id: value.id,
    client_id: value.app.clientId,
    account: user(urls, value.account),
    repository_selection: value.selection,
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${urls.api}/installation/repositories`,
    html_url: `${urls.web}/settings/installations/${value.id}`,
    app_id: value.app.id,
    app_slug: value.app.slug,
    target_id: value.account.id,
    target_type: value.account.type,
    permissions: value.permissions,
    events: value.app.events,
    created_at: instant(value.createdAt),
    updated_at: instant(value.updatedAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: value.suspended ? user(urls, value.suspended.by) : null,
    suspended_at: instant(value.suspended?.at),
  };
}
