import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';

/** Something about how the service is set up that whoever runs it can mend: said without a stack trace. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const url = z.url({ protocol: /^https?$/, error: 'an address that starts with https:// (or http://)', abort: true });
const withoutSlash = (given: string): string => given.replace(/\/+$/, '');
const address = url.transform(withoutSlash);
/** Paths are added to it, and everybody reads it. */
const publicAddress = url
  .regex(
    /^https?:\/\/[^/?#@]+(?:\/[^?#]*)?$/i,
    'an address without a query, a fragment or credentials, such as https://plumbline.example.com',
  )
  .transform(withoutSlash);
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `a whole number from ${least} to ${most}`);
const text = z.string().trim().min(1).max(10_000);

/** Every variable that `plumbline serve` reads, with what it means. An empty one counts as absent. */
const environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'an address such as postgresql://user:password@host/database')
    .optional()
    .describe('PostgreSQL to use; without it a server of our own is started'),
  PLUMBLINE_DATA: text
    .optional()
    .describe('Folder for the database, caches and keys (default: ~/.plumbline; of root: /var/lib/plumbline)'),
  PLUMBLINE_KEY: z
    .string()
    .refine((value) => Buffer.from(value, 'base64').length === 32, '32 bytes in base64: `openssl rand -base64 32`')
    .optional()
    .describe('Encrypts what is stored and signs links; without it a key file is made in the data folder'),
  HOST: text.default('127.0.0.1').describe('Address to listen on'),
  PORT: wholeNumber(0, 65_535)
    .optional()
    .describe('Port to listen on (default: 3000, and any free one for a worker by itself)'),
  PUBLIC_URL: publicAddress.optional().describe('Where people and GitHub reach this service'),
  GITHUB_API_URL: address.default('https://api.github.com').describe('Enterprise Server: https://HOST/api/v3'),
  GITHUB_URL: address.default('https://github.com').describe('Enterprise Server: https://HOST'),
  ACTIONS_OIDC_ISSUER: address
    .optional()
    .describe('Who issues the tokens of workflows, where an enterprise has an issuer of its own'),
  GITHUB_APP_ID: wholeNumber(1, 999_999_999).optional(),
  GITHUB_PRIVATE_KEY: text.optional().describe('PEM, or PEM in base64'),
  GITHUB_PRIVATE_KEY_FILE: text.optional().describe('The same, in a file'),
  GITHUB_WEBHOOK_SECRET: text.optional(),
  GITHUB_WEBHOOK_SECRET_OLD: text.optional().describe('Also accepted while the secret is being changed'),
  GITHUB_WEBHOOK_SECRET_OLD_UNTIL: z.iso
    .datetime({ offset: true, error: 'an instant such as 2027-01-31T00:00:00Z' })
    .transform((value) => new Date(value))
    .optional()
    .describe('When the old secret ends'),
  BOOKING_URL: address.optional().describe('Where a consultation is booked; without it no check offers one'),
  OSV_URL: address
    .optional()
    .describe(
      'Where OSV answers about vulnerable dependencies, such as https://api.osv.dev; without it nobody is asked',
    ),
  METRICS_TOKEN: text.optional().describe('Bearer token that /metrics asks for'),
  WORKERS: wholeNumber(1, 64).default(2).describe('Reviews that run at once'),
  REPORT_DAYS: wholeNumber(1, 3650).default(90).describe('Days that reports are kept'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], { error: 'debug, info, warn or error' }).default('info'),
});

export interface AppCredentials {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
}

export interface Settings {
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  readonly key: Buffer | undefined;
  readonly host: string;
  /** Absent: 3000, and any free one for a worker by itself. */
  readonly port: number | undefined;
  readonly publicUrl: string | undefined;
  readonly github: {
    readonly apiUrl: string;
    readonly webUrl: string;
    /** Of the tokens by which workflows show who they are. */
    readonly tokenIssuer: string;
    /** Absent: the set-up in the browser makes them. */
    readonly credentials: AppCredentials | undefined;
    readonly oldWebhookSecret: { readonly secret: string; readonly until: Date | undefined } | undefined;
  };
  readonly bookingUrl: string | undefined;
  readonly osvUrl: string | undefined;
  readonly metricsToken: string | undefined;
  readonly concurrency: number;
  readonly reportDays: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
}

/** Reads the environment: the only place that does. Throws {@link SettingsError} that names each wrong variable. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = environment.safeParse(present);
  if (!read.success) {
    throw new SettingsError(
      read.error.issues.map(({ path, message }) => `${path.join('.')}: expected ${message}.`).join('\n'),
    );
  }
  const { data } = read;
  return {
    databaseUrl: data.DATABASE_URL,
    dataFolder: resolve(data.PLUMBLINE_DATA ?? defaultDataFolder()),
    key: data.PLUMBLINE_KEY === undefined ? undefined : Buffer.from(data.PLUMBLINE_KEY, 'base64'),
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL,
    github: {
      apiUrl: data.GITHUB_API_URL,
      webUrl: data.GITHUB_URL,
      tokenIssuer: data.ACTIONS_OIDC_ISSUER ?? tokenIssuerOf(data.GITHUB_URL),
      credentials: credentialsOf(data),
      oldWebhookSecret:
        data.GITHUB_WEBHOOK_SECRET_OLD === undefined
          ? undefined
          : { secret: data.GITHUB_WEBHOOK_SECRET_OLD, until: data.GITHUB_WEBHOOK_SECRET_OLD_UNTIL },
    },
    bookingUrl: data.BOOKING_URL,
    osvUrl: data.OSV_URL,
    metricsToken: data.METRICS_TOKEN,
    concurrency: data.WORKERS,
    reportDays: data.REPORT_DAYS,
    logLevel: data.LOG_LEVEL,
  };
}

/** PostgreSQL does not run as root, and no other account reaches root's home. */
function defaultDataFolder(): string {
  return process.getuid?.() === 0 ? '/var/lib/plumbline' : join(homedir(), '.plumbline');
}

/**
 * https://docs.github.com/en/actions/reference/security/oidc, the same page of Enterprise Server, and
 * https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/network-details-for-ghecom
 */
function tokenIssuerOf(githubUrl: string): string {
  const { host } = new URL(githubUrl);
  if (host === 'github.com') return 'https://token.actions.githubusercontent.com';
  return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : `${githubUrl}/_services/token`;
}

function credentialsOf(data: z.output<typeof environment>): AppCredentials | undefined {
  const privateKey = privateKeyOf(data);
  const { GITHUB_APP_ID: appId, GITHUB_WEBHOOK_SECRET: webhookSecret } = data;
  if (appId === undefined && privateKey === undefined && webhookSecret === undefined) return undefined;
  if (appId !== undefined && privateKey !== undefined && webhookSecret !== undefined) {
    return { appId, privateKey, webhookSecret };
  }
  const missing = [
    ...(appId === undefined ? ['GITHUB_APP_ID'] : []),
    ...(privateKey === undefined ? ['GITHUB_PRIVATE_KEY or GITHUB_PRIVATE_KEY_FILE'] : []),
    ...(webhookSecret === undefined ? ['GITHUB_WEBHOOK_SECRET'] : []),
  ];
  throw new SettingsError(
    `Of what names the GitHub App, ${missing.join(' and ')} is missing: set all three, or none to set the App up in the browser.`,
  );
}

function privateKeyOf(data: z.output<typeof environment>): string | undefined {
  const file = data.GITHUB_PRIVATE_KEY_FILE;
  const given = file === undefined ? data.GITHUB_PRIVATE_KEY : readKeyFile(file);
  if (given === undefined) return undefined;
  const unfolded = given.includes('-----BEGIN') ? given : Buffer.from(given, 'base64').toString('utf8');
  const pem = unfolded.replaceAll('\\n', '\n');
  if (isPrivateKey(pem)) return pem;
  const name = file === undefined ? 'GITHUB_PRIVATE_KEY' : `GITHUB_PRIVATE_KEY_FILE: ${file}`;
  throw new SettingsError(`${name}: expected a private key in PEM, as GitHub gives it.`);
}

/** GitHub signs by RSA alone: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    // Why is not told: what OpenSSL says may quote of it.
    return false;
  }
}

function readKeyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SettingsError(`GITHUB_PRIVATE_KEY_FILE: ${file} cannot be read: ${why}`, { cause });
  }
}
