/**
 * Shannon entropy in bits for each character above which a long string is taken for random: the defaults of Yelp's
 * detect-secrets (`HexHighEntropyString` 3.0, `Base64HighEntropyString` 4.5).
 */
const HEX_ENTROPY = 3.0;
const BASE64_ENTROPY = 4.5;

/**
 * A string of n characters cannot have more than log2(n) bits, so that 4.5 is out of reach below 23. Random ones of 20
 * to 40 characters of base64 keep above 0.85 of that; identifiers of several words fall below it.
 */
const SHARE_OF_POSSIBLE_ENTROPY = 0.85;

const SHORTEST_PASSWORD = 8;
const SHORTEST_TOKEN = 20;
export const LONGEST_VALUE = 512;

/** Random characters of a password that people made reach this share of the possible entropy; repeated ones do not. */
const SHARE_IN_PASSWORDS = 0.75;

/** Punctuation that passwords have, and names, paths, versions and expressions rarely. */
const PASSWORD_PUNCTUATION = /[!@#$%^&*?+=~]/;

/** What must be left of a password besides the words that say that it is one. */
const SHORTEST_REST = 6;

/**
 * Whether a value that a credential's name is given is a real one: random as a token, or mixed as a password.
 *
 * @param named.isPassword the name is one of passwords, which people make of words
 */
export function looksLikeCredential(value: string, named: { readonly isPassword?: boolean } = {}): boolean {
  if (value.length < SHORTEST_PASSWORD || value.length > LONGEST_VALUE || isInnocent(value)) return false;
  if (!/[A-Za-z]/.test(value) || !/\d/.test(value)) return false;
  if (named.isPassword && isPasswordOfWords(value)) return true;
  if (SPEAKING_WORDS.test(value)) return false;
  if (value.length >= SHORTEST_TOKEN) return isRandomToken(value);
  return isMixed(value) && entropyOf(value) >= SHARE_OF_POSSIBLE_ENTROPY * Math.log2(value.length);
}

/** As policies ask for it: letters of both cases, digits and punctuation. */
function isPasswordOfWords(value: string): boolean {
  const rest = value.replace(SPEAKING_WORDS_ALL, '');
  if (rest.length < SHORTEST_REST || /^[#.@$]/.test(value)) return false;
  const isFull = [/[a-z]/, /[A-Z]/, /\d/, PASSWORD_PUNCTUATION].every((kind) => kind.test(rest));
  return isFull && entropyOf(value) >= SHARE_IN_PASSWORDS * Math.log2(value.length);
}

function isRandomToken(value: string): boolean {
  if (/^[0-9a-fA-F]+$/.test(value)) return entropyOf(value) >= HEX_ENTROPY;
  return entropyOf(value) >= Math.min(BASE64_ENTROPY, SHARE_OF_POSSIBLE_ENTROPY * Math.log2(value.length));
}

/** Lower and upper case with digits, or punctuation that names and versions do not have. */
function isMixed(value: string): boolean {
  return (/[a-z]/.test(value) && /[A-Z]/.test(value)) || /[^A-Za-z0-9\-_./:]/.test(value);
}

/** Shannon entropy, in bits for each UTF-16 code unit. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (let at = 0; at < value.length; at++) counts.set(value[at]!, (counts.get(value[at]!) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / value.length) * Math.log2(count / value.length);
  return entropy;
}

/** Blanks, and words that say that a value stands for another. */
const MADE_UP =
  /\.{3}|\*{3}|x{4}|(.)\1{4}|example|sample|dummy|placeholder|change[-_]?(?:me|this|it)|replace|insert|your|todo|fixme|redacted|fake|mock|(?:^|[^a-z])(?:test|foo|bar|baz)(?:[^a-z]|$)|lorem|qwerty/i;

/** Whether a value of a token's form is a placeholder. */
export function isMadeUp(value: string): boolean {
  return MADE_UP.test(value) || hasSequence(value);
}

/** A word is not random: `my_secret_token_1`. */
const SPEAKING_WORDS = /passw(?:or)?d|secret|token|api[-_]?key|credential/i;
const SPEAKING_WORDS_ALL = new RegExp(SPEAKING_WORDS.source, 'gi');

const INNOCENT: readonly RegExp[] = [
  /[^\x21-\x7e]/, // Prose, and what is not text.
  /\$\{|\{\{|#\{|%\(|\$\(|<%|<[^>]*>|^\{.*\}$|\{\w*\}|\\/, // Templates, regular expressions.
  /^[$@%&*!][\w.({[-]*$|^%\w+%$|^!|^ENC\[/, // Variables, YAML's tags and anchors, what SOPS encrypted.
  /^\.{0,2}\/|^~\/|:\/\/|^[\w.+-]+@[\w-]+\.[\w.-]+$|^(?:arn|urn|data|mailto):/i, // Paths, addresses, names of things.
  /\.(?:js|ts|json|ya?ml|html?|css|png|svg|pem|key|crt|cer|txt|xml|py|rb|go|java|php)$/i, // Files.
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, // UUIDs name; they rarely open.
  /^(?:sha(?:1|256|384|512)|md5)[-:=]|^\$(?:2[abxy]?|argon2\w*|[156y]|pbkdf2[\w-]*)\$|^(?:pbkdf2|scrypt|bcrypt|argon2\w*)[:$_]/i, // Digests.
  /^[a-z][a-z-]*(?:\/[A-Za-z][\w-]*)+$/, // Names of things in a hierarchy: `sarif/gosec/G101`.
  /\d{4}-\d\d-\d\dT?|^v?(?:\d+:)?\d+(?:\.\d+)+/, // Dates and versions.
  /[()[\]]/, // Calls and indexes: code, not a value.
];

function isInnocent(value: string): boolean {
  return INNOCENT.some((pattern) => pattern.test(value)) || isMadeUp(value);
}

/** `abcdef`, `123456`, `987654`: six neighbours in a row stand in a random string once in a million. */
function hasSequence(value: string): boolean {
  let run = 1;
  let step = 0;
  for (let at = 1; at < value.length; at++) {
    const next = value.charCodeAt(at) - value.charCodeAt(at - 1);
    run = next === step && Math.abs(next) === 1 ? run + 1 : 2;
    step = next;
    if (run >= 6 && Math.abs(step) === 1) return true;
  }
  return false;
}
