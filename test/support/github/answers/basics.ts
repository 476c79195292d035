import type { JsonObject } from '../openapi/json.ts';
import type { Account } from '../state/entities.ts';
import type { Urls } from '../state/world.ts';

/** As GitHub writes instants: whole seconds, UTC. */
export function instant(date: Date): string;
export function instant(date: Date | undefined): string | null;
export function instant(date: Date | undefined): string | null {
  return date === undefined ? null : `${date.toISOString().slice(0, 19)}Z`;
}

/** An opaque id, as GraphQL knows the thing. */
export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}

/** What a node id was made of, or `undefined` where it is none of ours. */
export function readNodeId(text: string): { kind: string; id: string } | undefined {
  const cut = text.indexOf('_');
  if (cut <= 0) return undefined;
  return { kind: text.slice(0, cut), id: Buffer.from(text.slice(cut + 1), 'base64url').toString() };
}

export function user(urls: Urls, account: Account): JsonObject {
  const url = `${urls.api}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type === 'Organization' ? 'O' : account.type === 'Bot' ? 'BOT' : 'U', account.id),
    avatar_url: `${urls.web}/avatars/u/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `${urls.web}/${encodeURIComponent(account.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

export function organization(urls: Urls, account: Account): JsonObject {
  const url = `${urls.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('O', account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${urls.web}/avatars/u/${account.id}`,
    description: null,
  };
}
