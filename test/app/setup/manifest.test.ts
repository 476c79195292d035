import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { EVENT_NAMES } from '../../../app/events/read-event.ts';
import { completeManifest, loadManifest, manifestSchema } from '../../../app/setup/manifest.ts';

/** GitHub sends these to every App, and refuses a manifest that names them. */
const ALWAYS_SENT = ['installation', 'installation_repositories'];
/** Comes from a Marketplace listing, not from the App. */
const OF_THE_LISTING = ['marketplace_purchase'];

/** Without which GitHub says "Default events are not supported by permissions"; no permission: none is needed. */
const PERMISSION_OF_EVENT: Readonly<Record<string, string>> = {
  check_run: 'checks',
  check_suite: 'checks',
  issue_comment: 'issues',
  merge_group: 'merge_queues',
  pull_request: 'pull_requests',
  push: 'contents',
  repository: 'metadata',
};

describe('app.yml', () => {
  it('is a manifest as GitHub documents it', async () => {
    expect(await loadManifest()).toEqual({
      name: 'Plumbline',
      description:
        'Reviews pull requests and repositories. New problems only, metrics, a gate, and a report you can put before a client.',
      public: false,
      default_permissions: {
        checks: 'write',
        contents: 'read',
        issues: 'read',
        merge_queues: 'read',
        metadata: 'read',
        pull_requests: 'write',
        statuses: 'write',
      },
      default_events: [
        'check_run',
        'check_suite',
        'installation_target',
        'issue_comment',
        'merge_group',
        'pull_request',
        'push',
        'repository',
      ],
    });
  });

  it('asks for the events that are read, and no other', async () => {
    const { default_events: events } = await loadManifest();
    const wanted = EVENT_NAMES.filter((name) => ![...ALWAYS_SENT, ...OF_THE_LISTING].includes(name));
    expect(events).toEqual([...wanted].sort());
  });

  it('has the permission that each event needs', async () => {
    const { default_events: events = [], default_permissions: permissions = {} } = await loadManifest();
    for (const event of events) {
      const permission = PERMISSION_OF_EVENT[event];
      if (permission !== undefined) expect(permissions).toHaveProperty(permission);
    }
  });

  it("has permissions that GitHub's description of its API knows, at levels that it knows", async () => {
    const { default_permissions: permissions = {} } = await loadManifest();
    const known = knownPermissions();
    for (const [name, level] of Object.entries(permissions)) expect(known[name]?.enum).toContain(level);
  });

  it('says at each permission and each event what needs it', () => {
    const document = parseDocument(readFileSync('app.yml', 'utf8'));
    const text = readFileSync('app.yml', 'utf8').split('\n');
    const lists = document.toJS() as { default_permissions: object; default_events: string[] };
    const entries = [
      ...Object.keys(lists.default_permissions).map((name) => `  ${name}: `),
      ...lists.default_events.map((name) => `  - ${name}`),
    ];
    const uncommented = entries.filter((entry) => {
      const line = text.findIndex((candidate) => candidate.startsWith(entry));
      return !text[line - 1]?.startsWith('  #');
    });
    expect(uncommented).toEqual([]);
  });
});

describe('the manifest of a service', () => {
  it('leads to its addresses', async () => {
    const manifest = completeManifest(await loadManifest(), {
      publicUrl: 'https://plumbline.example.com',
      webhookPath: '/api/github/webhooks',
      isPublic: true,
      mayCommit: false,
    });
    expect(manifest).toMatchObject({
      url: 'https://plumbline.example.com',
      hook_attributes: { url: 'https://plumbline.example.com/api/github/webhooks', active: true },
      redirect_url: 'https://plumbline.example.com/setup/callback',
      setup_url: 'https://plumbline.example.com/installed',
      public: true,
      default_permissions: { contents: 'read' },
    });
    expect(manifestSchema.parse(manifest)).toEqual(manifest);
  });

  it('may commit only where that was chosen', async () => {
    const choices = { publicUrl: 'https://a.example', webhookPath: '/', isPublic: false };
    const manifest = completeManifest(await loadManifest(), { ...choices, mayCommit: true });
    expect(manifest.default_permissions).toMatchObject({ contents: 'write', issues: 'read' });
  });
});

function knownPermissions(): Record<string, { enum: string[] }> {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@octokit/openapi/generated/api.github.com.json');
  const description = JSON.parse(readFileSync(file, 'utf8')) as {
    components: { schemas: Record<string, { properties: Record<string, { enum: string[] }> }> };
  };
  return description.components.schemas['app-permissions']?.properties ?? {};
}
