import { basename, extname } from 'node:path';
import { tokenAnchor } from './find-provider-tokens.ts';
import type { FoundSecret } from './found-secret.ts';
import { isHarmlessUrl, urlAnchor } from './harmless-url.ts';
import type { SecretRuleId } from './rules.ts';

/**
 * What must stand in a text for a rule of secretlint's preset to report anything: each pattern matches wherever the
 * rule's own does, so that the library is loaded, and a rule run, only where it can find something. Read off the
 * rules of 11.7.1; a rule unknown here always runs.
 */
const NECESSARY: Readonly<Record<string, RegExp>> = {
  '@secretlint/secretlint-rule-1password': /ops_ey/,
  '@secretlint/secretlint-rule-anthropic': /sk-ant-api0/,
  '@secretlint/secretlint-rule-aws': /(?:SECRET|secret|Secret)_?(?:ACCESS|access|Access)_?(?:KEY|key|Key)/,
  '@secretlint/secretlint-rule-basicauth': /:\/\/[-a-zA-Z0-9_]{1,256}:[-a-zA-Z0-9_]{1,256}@/,
  '@secretlint/secretlint-rule-database-connection-string':
    /(?:mongodb(?:\+srv)?|mysqlx?|postgres(?:ql)?):\/\/[^:/\s]{1,100}:/i,
  // A JSON key may be written with escapes.
  '@secretlint/secretlint-rule-gcp': /private_key_id|\\u/,
  '@secretlint/secretlint-rule-github': /gh[pousr]_|github_pat_/,
  '@secretlint/secretlint-rule-linear': /lin_api_/,
  '@secretlint/secretlint-rule-npm': /:x-oauth-basic@|_authToken=|npm_/,
  '@secretlint/secretlint-rule-openai': /T3BlbkFJ/,
  '@secretlint/secretlint-rule-privatekey': /-----BEGIN/,
  '@secretlint/secretlint-rule-sendgrid': /SG\./,
  '@secretlint/secretlint-rule-shopify': /shp(?:pa|ca|at|ss)_/,
  '@secretlint/secretlint-rule-slack': /xox[abopr]-|xapp-|hooks\.slack\.com/i,
};

/** Reads comments that switch rules off, which a change must not be able to do for itself: Plumbline has its own. */
const FILTER_COMMENTS = '@secretlint/secretlint-rule-filter-comments';

const RULE_OF_MESSAGE: Readonly<Record<string, SecretRuleId>> = {
  ANTHROPIC_API_KEY: 'secrets/anthropic-key',
  AWSSecretAccessKey: 'secrets/aws-secret-access-key',
  BasicAuth: 'secrets/basic-auth-url',
  GITHUB_TOKEN: 'secrets/github-token',
  IncomingWebhook: 'secrets/slack-webhook',
  LINEAR_API_TOKEN: 'secrets/linear-key',
  MongoDBConnection: 'secrets/database-url',
  MySQLConnection: 'secrets/database-url',
  NPM_ACCESS_TOKEN: 'secrets/npm-token',
  Npmrc_authToken: 'secrets/npm-token',
  OPENAI_TOKEN: 'secrets/openai-key',
  OPS_TOKEN: 'secrets/onepassword-token',
  PackageJSON_xOauthToken: 'secrets/github-token',
  PostgreSQLConnection: 'secrets/database-url',
  PrivateKey: 'secrets/private-key',
  PrivateKeyJSON: 'secrets/gcp-service-account',
  SENDGRID_KEY: 'secrets/sendgrid-key',
  SHOPIFY_KEY: 'secrets/shopify-key',
  SLACK_TOKEN: 'secrets/slack-token',
};

/** As much of secretlint's rule interface as its preset uses. */
interface LibraryRule {
  readonly meta: { readonly id: string };
  create(context: LibraryContext, options: object): { file?(source: LibrarySource): void | Promise<void> };
}
interface LibraryContext {
  readonly sharedOptions: object;
  createTranslator(messages: unknown): (messageId: string) => { messageId: string };
  report(found: { readonly message: { messageId: string }; readonly range: readonly [number, number] }): void;
  ignore(): void;
}
interface LibrarySource {
  readonly content: string;
  readonly filePath: string;
  readonly ext: string;
  readonly contentType: 'text';
}

let preset: Promise<readonly LibraryRule[]> | undefined;

/** The preset's rules, loaded on first use. */
export function libraryRules(): Promise<readonly LibraryRule[]> {
  preset ??= import('@secretlint/secretlint-rule-preset-recommend').then(
    (module) => module.rules as unknown as readonly LibraryRule[],
  );
  return preset;
}

/** Whether any rule of the library could find something: false spares loading it. */
export function mayHoldLibrarySecret(text: string): boolean {
  return Object.values(NECESSARY).some((pattern) => pattern.test(text));
}

/**
 * What secretlint's recommended rules find. They are run without secretlint's core: its profiler records two marks for
 * each rule and file and compares each new one with all before, which is where its command line spends seconds.
 */
export async function findLibrarySecrets(path: string, text: string): Promise<readonly FoundSecret[]> {
  if (!mayHoldLibrarySecret(text)) return [];
  const found: FoundSecret[] = [];
  for (const rule of await libraryRules()) {
    if (rule.meta.id === FILTER_COMMENTS || NECESSARY[rule.meta.id]?.test(text) === false) continue;
    const listener = rule.create(contextFor(text, found), {});
    await listener.file?.(sourceFor(path, text));
  }
  return found;
}

function contextFor(text: string, found: FoundSecret[]): LibraryContext {
  return {
    sharedOptions: {},
    // Without the data: the value never gets into a message.
    createTranslator: () => (messageId) => ({ messageId }),
    report: ({ message, range }) => {
      const secret = foundSecret(text, message.messageId, range);
      if (!isUrl(secret.ruleId) || !isHarmlessUrl(text.slice(secret.start, secret.end))) found.push(secret);
    },
    ignore: () => undefined,
  };
}

function sourceFor(path: string, text: string): LibrarySource {
  const ext = extname(path);
  // For `.p12` the library would open the path on this machine's disk; a binary file never gets here.
  return { content: text, filePath: basename(path), ext: ext === '.p12' ? '' : ext, contentType: 'text' };
}

function foundSecret(text: string, messageId: string, range: readonly [number, number]): FoundSecret {
  const ruleId = RULE_OF_MESSAGE[messageId] ?? 'secrets/other-token';
  const [start, end] = ruleId === 'secrets/gcp-service-account' ? privateKeyIn(text, range) : range;
  // A password may hold characters at which the library's pattern stops.
  if (isUrl(ruleId))
    return { ruleId, start, end: endOfUrl(text, end), anchor: anchorOf(ruleId, text.slice(start, end)) };
  return { ruleId, start, end, anchor: anchorOf(ruleId, text.slice(start, end)) };
}

/** The library names the whole file; the key alone is the secret. */
function privateKeyIn(text: string, whole: readonly [number, number]): readonly [number, number] {
  const start = text.indexOf('-----BEGIN');
  const end = text.indexOf('"', start);
  return start === -1 || end === -1 ? whole : [start, end];
}

/** Tells it from others of its rule, and nothing of its value. */
function anchorOf(ruleId: SecretRuleId, value: string): string {
  return isUrl(ruleId) ? urlAnchor(value) : tokenAnchor(ruleId, value);
}

function isUrl(ruleId: SecretRuleId): boolean {
  return ruleId === 'secrets/basic-auth-url' || ruleId === 'secrets/database-url';
}

const REST_OF_URL = /[^\s"'`<>]{0,500}/y;
function endOfUrl(text: string, from: number): number {
  REST_OF_URL.lastIndex = from;
  REST_OF_URL.exec(text);
  return REST_OF_URL.lastIndex;
}
