/** A placeholder, a password that repeats the user's name, or a host that is this machine or reserved for examples (RFC 2606). */
export function isHarmlessUrl(url: string): boolean {
  const parts = /^[^:]+:\/\/([^:@/]*):(.*)@(?:\[?([^/?\s:@]*))/.exec(url.replace(/^jdbc:/, ''));
  if (!parts) return false;
  const [, user = '', password = '', host = ''] = parts;
  if (/[<>*]|\.{3}/.test(password + user) || password === user) return true;
  return PLACEHOLDER_PASSWORD.test(password) || HARMLESS_HOST.test(host);
}
const PLACEHOLDER_PASSWORD = /^(?:my|the|your)?[-_]?(?:pass|passwd|password|pw|pwd|secret|changeme|token|key)\d{0,3}$/i;
const HARMLESS_HOST =
  /^(?:localhost|127\.[\d.]+|::1|0\.0\.0\.0|(?:.*\.)?example(?:\.\w+)?|.*\.(?:test|invalid|localhost))$/i;

/** Of a URL only what comes after the password: a password may be guessed, and even a short digest would confirm it. */
export function urlAnchor(url: string): string {
  return `${url.slice(0, url.indexOf(':'))}://${/^[^/?\s]*/.exec(url.slice(url.lastIndexOf('@') + 1))![0]}`;
}
