export const makeApiKey = (): string =>
  // ruleid: node-math-random-for-secret
  `key-${Math.random().toString(16)}`;

// ok: node-math-random-for-secret
export const position = { x: Math.random(), y: Math.random() };
// ruleid: node-math-random-for-secret
const csrfToken: string = String(Math.random());
