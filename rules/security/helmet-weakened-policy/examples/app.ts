export const directives = {
  // ruleid: helmet-weakened-policy
  'script-src': ["'self'", "'unsafe-eval'"],
};

export const strict = {
  // ok: helmet-weakened-policy
  'script-src': ["'self'", "'strict-dynamic'"],
};
