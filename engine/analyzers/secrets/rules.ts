import type { Rule, Severity } from '../../findings/finding.ts';
import { PROVIDER_TOKENS, type ProviderRuleId } from './provider-tokens.ts';

export type SecretRuleId =
  | 'secrets/anthropic-key'
  | 'secrets/aws-secret-access-key'
  | 'secrets/basic-auth-url'
  | 'secrets/database-url'
  | 'secrets/gcp-service-account'
  | 'secrets/github-token'
  | 'secrets/hardcoded-credential'
  | 'secrets/json-web-token'
  | 'secrets/linear-key'
  | 'secrets/npm-token'
  | 'secrets/onepassword-token'
  | 'secrets/openai-key'
  | 'secrets/private-key'
  | 'secrets/sendgrid-key'
  | 'secrets/shopify-key'
  | ProviderRuleId;

export interface SecretRule extends Rule {
  readonly id: SecretRuleId;
  /** In tests, examples and prose, where most are made up: weighed down, never silenced. */
  readonly severityInTests: Severity;
}

/** Revoking, replacing and moving to a store: an hour at least; a password shared by people takes as long. */
const MINUTES = 60;

const MENDING =
  'Revoke it first: it stays in the history of the repository. Then read the new one from the environment or a secret store.';

const OWN_RULES: readonly SecretRule[] = [
  issued('secrets/anthropic-key', 'Anthropic API key'),
  issued('secrets/aws-secret-access-key', 'AWS secret access key'),
  guessable('secrets/basic-auth-url', 'Password in a URL'),
  guessable('secrets/database-url', 'Password in a database URL'),
  issued('secrets/gcp-service-account', 'Google Cloud service account key'),
  issued('secrets/github-token', 'GitHub token'),
  guessable('secrets/hardcoded-credential', 'Credential written in the source'),
  guessable('secrets/json-web-token', 'JSON Web Token'),
  issued('secrets/linear-key', 'Linear API key'),
  issued('secrets/npm-token', 'npm access token'),
  issued('secrets/onepassword-token', '1Password service account token'),
  issued('secrets/openai-key', 'OpenAI API key'),
  { ...issued('secrets/private-key', 'Private key'), cwe: ['CWE-321'], severityInTests: 'low' },
  issued('secrets/sendgrid-key', 'SendGrid API key'),
  issued('secrets/shopify-key', 'Shopify token'),
];

/** Public by design in web pages as often as not, and then restricted to them. */
const OFTEN_PUBLIC: ReadonlySet<string> = new Set(['secrets/google-api-key', 'secrets/aws-access-key-id']);

export const SECRET_RULES: readonly SecretRule[] = [
  ...OWN_RULES,
  ...new Map(
    PROVIDER_TOKENS.map(({ id, title }) => [id, OFTEN_PUBLIC.has(id) ? guessable(id, title) : issued(id, title)]),
  ).values(),
].sort((a, b) => (a.id < b.id ? -1 : 1));

const RULES_BY_ID = new Map(SECRET_RULES.map((rule) => [rule.id, rule]));

export function secretRule(id: SecretRuleId): SecretRule {
  return RULES_BY_ID.get(id)!;
}

/** Made by a service, with a form of its own: hardly ever a coincidence. */
function issued(id: SecretRuleId, title: string): SecretRule {
  return secret(id, title, { severity: 'critical', severityInTests: 'medium' });
}

/** Recognised by its context alone. */
function guessable(id: SecretRuleId, title: string): SecretRule {
  return secret(id, title, { severity: 'high', severityInTests: 'low' });
}

function secret(id: SecretRuleId, title: string, weight: Pick<SecretRule, 'severity' | 'severityInTests'>): SecretRule {
  return {
    id,
    title,
    description: `${title} in clear, readable by everybody who can read the repository. ${MENDING}`,
    quality: 'security',
    minutes: MINUTES,
    cwe: ['CWE-798'],
    tags: ['secret'],
    ...weight,
  };
}
