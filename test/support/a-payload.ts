/** Payloads of webhooks with what an ordinary one of the kind holds: name what the test is about. */

type Given = Readonly<Record<string, unknown>>;

const HEAD = 'a'.repeat(40);
const BASE = 'b'.repeat(40);

const user = (login: string) => ({ login, id: 31, type: 'User' });

const installation = (given: Given = {}) => ({
  id: 77,
  account: { login: 'acme', id: 9, type: 'Organization' },
  permissions: { checks: 'write', contents: 'write', pull_requests: 'write', metadata: 'read' },
  suspended_at: null,
  ...given,
});

const repository = (given: Given = {}) => ({
  id: 501,
  name: 'parcels',
  full_name: 'acme/parcels',
  private: true,
  default_branch: 'main',
  owner: { login: 'acme', id: 9, type: 'Organization' },
  html_url: 'https://github.com/acme/parcels',
  ...given,
});

const common = () => ({ installation: { id: 77, node_id: 'x' }, repository: repository(), sender: user('mira') });

export const aPayload = {
  installation,
  repository,

  pullRequest: (action: string, pull: Given = {}) => ({
    action,
    number: 12,
    ...common(),
    pull_request: {
      number: 12,
      state: 'open',
      title: 'Weight bands',
      body: 'Private words',
      draft: false,
      updated_at: '2026-11-21T09:00:00Z',
      user: user('mira'),
      labels: [{ name: 'tariffs' }],
      head: { sha: HEAD, ref: 'weight-bands', repo: { id: 501 } },
      base: { sha: BASE, ref: 'main', repo: { id: 501 } },
      ...pull,
    },
  }),

  checkRun: (action: string, given: { readonly checkRun?: Given; readonly button?: string } = {}) => ({
    action,
    ...common(),
    check_run: {
      id: 6001,
      name: 'Plumbline',
      head_sha: HEAD,
      external_id: '',
      app: { id: 5 },
      check_suite: { head_branch: 'weight-bands' },
      pull_requests: [{ number: 12 }],
      ...given.checkRun,
    },
    ...(given.button !== undefined && { requested_action: { identifier: given.button } }),
  }),

  checkSuite: (action: string, checkSuite: Given = {}) => ({
    action,
    ...common(),
    check_suite: {
      id: 7001,
      head_sha: HEAD,
      head_branch: 'weight-bands',
      app: { id: 5 },
      pull_requests: [{ number: 12 }],
      ...checkSuite,
    },
  }),

  push: (given: Given = {}) => ({
    ...common(),
    ref: 'refs/heads/main',
    before: BASE,
    after: HEAD,
    deleted: false,
    commits: [],
    ...given,
  }),

  mergeGroup: (action: string, mergeGroup: Given = {}) => ({
    action,
    ...common(),
    merge_group: {
      head_sha: HEAD,
      head_ref: 'refs/heads/gh-readonly-queue/main/pr-12-bbbb',
      base_sha: BASE,
      base_ref: 'refs/heads/main',
      ...mergeGroup,
    },
  }),

  comment: (body: string, given: Given = {}) => ({
    action: 'created',
    ...common(),
    issue: { number: 12, pull_request: { url: 'x' } },
    comment: { id: 4001, body, user: user('mira') },
    ...given,
  }),
};
