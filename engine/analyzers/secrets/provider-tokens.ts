/**
 * Tokens that services make in a form of their own, as their documentation shows it, beyond those that the library
 * knows.
 */
export interface ProviderToken {
  readonly id: `secrets/${string}`;
  readonly title: string;
  /**
   * Stands in whatever the pattern matches, at a boundary of a word (`\b`): the marks of all are looked for in one pass
   * over a text. It captures nothing.
   */
  readonly mark: RegExp;
  /** With the flag `g`; where it has a group, that is the secret. Bounded, so that it is linear. */
  readonly pattern: RegExp;
}

const NAMED = [
  token('secrets/gitlab-token', 'GitLab token', {
    mark: /gl(?:pat|rt|dt|ptt|cbt|ft|soat|agent|oas)-|GR1348941/,
    pattern:
      /(?:gl(?:pat|rt|dt|ptt|cbt|ft|soat|agent|oas)-[\w-]{20,64}(?:\.[\w-]{2}\.[\w-]{7,12})?|GR1348941[\w-]{20,40})/,
  }),
  token('secrets/google-api-key', 'Google API key', { mark: /AIza/, pattern: /AIza[\w-]{35}/ }),
  token('secrets/google-oauth-secret', 'Google OAuth client secret', {
    mark: /GOCSPX-/,
    pattern: /GOCSPX-[\w-]{28}/,
  }),
  token('secrets/stripe-key', 'Stripe secret key', {
    mark: /[sr]k_live_|whsec_/,
    pattern: /(?:[sr]k_live_[A-Za-z0-9]{20,247}|whsec_[A-Za-z0-9+/]{32,64}={0,2})/,
  }),
  token('secrets/aws-access-key-id', 'AWS access key id', {
    mark: /AKIA/,
    // Base32 has no 0, 1, 8 or 9.
    pattern: /AKIA[A-Z2-7]{16}/,
  }),
  token('secrets/slack-webhook', 'Slack webhook', {
    mark: /hooks\.slack\.com\//,
    pattern:
      /https:\/\/hooks\.slack\.com\/(?:workflows|triggers)\/[A-Z0-9]{8,14}\/(?:[A-Z0-9]{8,14}\/)?\d{10,24}\/[A-Za-z0-9]{20,40}/,
  }),
  token('secrets/slack-token', 'Slack token', {
    mark: /xoxe/,
    pattern: /xoxe(?:\.xox[bp])?-1-[A-Za-z0-9]{100,250}/,
  }),
  token('secrets/discord-webhook', 'Discord webhook', {
    mark: /discord(?:app)?\.com\/api/,
    pattern: /https:\/\/(?:ptb\.|canary\.)?discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/[\w-]{60,80}/,
  }),
  token('secrets/teams-webhook', 'Microsoft Teams webhook', {
    mark: /webhook\.office\.com\//,
    pattern:
      /https:\/\/[a-z0-9-]{1,63}\.webhook\.office\.com\/webhookb2\/[0-9a-f@-]{73}\/IncomingWebhook\/[0-9a-f]{32}\/[0-9a-f-]{36}/,
  }),
  token('secrets/telegram-token', 'Telegram bot token', { mark: /:AA/, pattern: /\d{8,10}:AA[\w-]{33}/ }),
  token('secrets/azure-key', 'Azure storage key or client secret', {
    mark: /AccountKey=|SharedAccessKey=|~(?<=8Q~)|sig=/,
    pattern:
      /(?:AccountKey=([A-Za-z0-9+/]{86}==)|SharedAccessKey=([A-Za-z0-9+/]{43}=)|(?<=[?&])sig=([A-Za-z0-9%+/]{43,70}(?:%3[dD]|=))|[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{34})/,
  }),
  token('secrets/digitalocean-token', 'DigitalOcean token', {
    mark: /do[opr]_v1_/,
    pattern: /do[opr]_v1_[0-9a-f]{64}/,
  }),
  token('secrets/pypi-token', 'PyPI token', { mark: /pypi-AgE/, pattern: /pypi-AgE[A-Za-z0-9][\w-]{50,1000}/ }),
  token('secrets/rubygems-key', 'RubyGems key', { mark: /rubygems_/, pattern: /rubygems_[0-9a-f]{48}/ }),
  token('secrets/docker-token', 'Docker Hub token', { mark: /dckr_/, pattern: /dckr_[po]at_[\w-]{27,40}/ }),
  token('secrets/hugging-face-token', 'Hugging Face token', {
    mark: /hf_[A-Za-z0-9]{34}/,
    pattern: /hf_[A-Za-z0-9]{34}/,
  }),
  token('secrets/vault-token', 'HashiCorp token', {
    mark: /hv[sb]\.|atlasv1\./,
    pattern: /(?:hv[sb]\.[\w-]{90,300}|[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70})/,
  }),
  token('secrets/databricks-token', 'Databricks token', { mark: /dapi[0-9a-f]/, pattern: /dapi[0-9a-f]{32}(?:-\d)?/ }),
  token('secrets/atlassian-token', 'Atlassian token', {
    mark: /AT[AC]TT3/,
    pattern: /AT[AC]TT3[\w=-]{180,220}/,
  }),
  token('secrets/mailchimp-key', 'Mailchimp key', { mark: /-us\d/, pattern: /[0-9a-f]{32}-us\d{1,2}/ }),
  token('secrets/age-key', 'age secret key', {
    mark: /AGE-SECRET-KEY-1/,
    pattern: /AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}/,
  }),
] as const;

/** As a whole word: a token within a longer run of its characters is something else. */
function token<Id extends ProviderToken['id']>(
  id: Id,
  title: string,
  { mark, pattern }: Pick<ProviderToken, 'mark' | 'pattern'>,
): ProviderToken & { readonly id: Id } {
  return { id, title, mark, pattern: new RegExp(`(?<![\\w+/-])(?:${pattern.source})(?![\\w+/-])`, 'g') };
}

/** One rule for all: a mark and a pattern for each service. */
const OTHERS: readonly (readonly [mark: RegExp, pattern: RegExp])[] = [
  // Airtable
  [/pat[A-Za-z0-9]{14}\./, /pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/],
  // Anthropic, but for the keys that the library knows
  [/sk-ant-/, /sk-ant-(?:admin|oat|ort|sid)\d\d-[\w-]{80,120}/],
  // Braintree
  [/access_token\$production/, /access_token\$production\$[a-z0-9]{16}\$[0-9a-f]{32}/],
  // Brevo
  [/xkeysib-/, /xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}/],
  // Buildkite
  [/bkua_/, /bkua_[0-9a-f]{40}/],
  // CircleCI
  [/CCIPAT_/, /CCIPAT_[A-Za-z0-9]{22}_[0-9a-f]{40}/],
  // Contentful
  [/CFPAT-/, /CFPAT-[\w-]{43}/],
  // crates.io
  [/cio[A-Za-z0-9]{32}/, /cio[A-Za-z0-9]{32}/],
  // DeepSeek
  [/sk-[0-9a-f]{32}/, /sk-[0-9a-f]{32}/],
  // Discord: a user's id, all digits, in base64
  [
    /[MNO][DTjz][A-Za-z][A-Za-z0-9][MNO][DTjz]/,
    /(?:[MNO][DTjz][A-Za-z][A-Za-z0-9]){5,7}[A-Za-z0-9]{0,3}\.[\w-]{6}\.[\w-]{27,38}/,
  ],
  // Doppler
  [/dp\.[a-z]/, /dp\.(?:pt|st|sa|ct|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}/],
  // Dynatrace
  [/dt0c01\./, /dt0c01\.[A-Z2-7]{24}\.[A-Z2-7]{64}/],
  // Figma
  [/figd_/, /figd_[\w-]{40}/],
  // Firebase Cloud Messaging
  [/:APA91b/, /AAAA[\w-]{7}:APA91b[\w-]{134}/],
  // Fly.io
  [/fm2_/, /fm2_[A-Za-z0-9+\/]{100,2000}={0,2}/],
  // Grafana
  [/glsa_/, /glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}/],
  // Groq
  [/gsk_/, /gsk_[A-Za-z0-9]{52}/],
  // Heroku
  [/HRKU-/, /HRKU-AA[\w-]{58}/],
  // JFrog
  [/AKCp/, /AKCp[A-Za-z0-9]{69}/],
  // LangSmith
  [/lsv2_/, /lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}/],
  // Mailgun
  [/key-[0-9a-f]{32}/, /key-[0-9a-f]{32}/],
  // Mapbox
  [/sk\.eyJ/, /sk\.eyJ[\w-]{20,200}\.[\w-]{20,30}/],
  // Netlify
  [/nfp_/, /nfp_[A-Za-z0-9]{36,40}/],
  // New Relic
  [/NRAK-/, /NRAK-[A-Z0-9]{27}/],
  // Notion
  [/ntn_/, /ntn_[A-Za-z0-9]{43,50}/],
  // NuGet
  [/oy2[a-z0-9]{43}/, /oy2[a-z0-9]{43}/],
  // OpenRouter
  [/sk-or-v1-/, /sk-or-v1-[0-9a-f]{64}/],
  // Perplexity
  [/pplx-/, /pplx-[A-Za-z0-9]{48,60}/],
  // Pinecone
  [/pcsk_/, /pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}/],
  // PlanetScale
  [/pscale_/, /pscale_(?:tkn|pw|oauth)_[\w.-]{32,64}/],
  // Postman
  [/PMAK-/, /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/],
  // Pulumi
  [/pul-[0-9a-f]/, /pul-[0-9a-f]{40}/],
  // Replicate
  [/r8_[A-Za-z0-9]{37}/, /r8_[A-Za-z0-9]{37}/],
  // Sentry
  [/sntry/, /sntry[su]_[A-Za-z0-9+\/=_-]{60,300}/],
  // SonarQube
  [/sq[pua]_[0-9a-f]/, /sq[pua]_[0-9a-f]{40}/],
  // Square
  [/sq0csp-/, /sq0csp-[\w-]{43}/],
  // Supabase
  [/sbp_/, /sbp_[0-9a-f]{40}/],
  // Tailscale
  [/tskey-/, /tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{10,20}-[A-Za-z0-9]{20,40}/],
  // Twilio
  [/SK[0-9a-f]{32}/, /SK[0-9a-f]{32}/],
  // xAI
  [/xai-[A-Za-z0-9]{80}/, /xai-[A-Za-z0-9]{80}/],
];

/** Tokens with their rules; several have the rule for those of less known services. */
export const PROVIDER_TOKENS: readonly (ProviderToken & { readonly id: ProviderRuleId })[] = [
  ...NAMED,
  ...OTHERS.map(([mark, pattern]) => token('secrets/other-token', 'Token of a known form', { mark, pattern })),
];

export type ProviderRuleId = (typeof NAMED)[number]['id'] | 'secrets/other-token';
