/** Longest name looked at: longer ones are generated, and what is bounded cannot be slow. */
export const LONGEST_NAME = 80;

const CREDENTIAL_WORDS = new Set([
  'apikey',
  'apitoken',
  'auth',
  'authkey',
  'authtoken',
  'accesskey',
  'accesstoken',
  'clientsecret',
  'credential',
  'credentials',
  'pass',
  'passphrase',
  'passwd',
  'password',
  'privatekey',
  'psk',
  'pwd',
  'secret',
  'secretkey',
  'token',
]);

/** What must stand before `key` for it to be secret: `publicKey`, `primaryKey` and `sortKey` are none. */
const SECRET_KEYS = new Set([
  'access',
  'account',
  'api',
  'app',
  'application',
  'auth',
  'cipher',
  'client',
  'cookie',
  'crypto',
  'encryption',
  'hmac',
  'jwt',
  'license',
  'master',
  'private',
  'secret',
  'service',
  'session',
  'shared',
  'signing',
  'storage',
]);

/** Words after the credential's own that leave it one: `PASSWORD_PROD`, `SECRET_KEY_BASE`, `token1`. */
const NEUTRAL_ENDINGS = new Set([
  'base',
  'default',
  'dev',
  'development',
  'live',
  'prod',
  'production',
  'staging',
  'string',
  'value',
]);

/** Anywhere in the name, they say that the value is made up, public or a digest. */
const DISCLAIMERS =
  /dummy|example|fake|mock|placeholder|sample|invalid|wrong|expired|hash|encrypted|digest|checksum|integrity|public|csrf|xsrf|cancell?ation|continuation|page[-_]?token|next[-_]?token/i;

const PASSWORD_WORDS = new Set(['pass', 'passphrase', 'passwd', 'password', 'pwd']);

/** Whether a credential's name is that of a password: `DB_PASSWORD`, `passwd1`. */
export function isPasswordName(name: string): boolean {
  return wordsOf(name).some((word) => PASSWORD_WORDS.has(word));
}

/** Whether a name is one that secrets are given: `DB_PASSWORD`, `apiKey`, `client-secret`; not `tokenType`, `password_field`. */
export function isCredentialName(name: string): boolean {
  if (DISCLAIMERS.test(name)) return false;
  const words = wordsOf(name);
  while (words.length > 1 && (NEUTRAL_ENDINGS.has(words.at(-1)!) || /^\d+$/.test(words.at(-1)!))) words.pop();
  const last = words.at(-1);
  if (last === undefined) return false;
  if (last === 'key') return SECRET_KEYS.has(words.at(-2) ?? '');
  return CREDENTIAL_WORDS.has(last);
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/([A-Za-z])(\d+)$/, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}
