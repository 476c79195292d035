import { randomUUID } from 'node:crypto';

// ruleid: mcp-session-id-guessable
export const fixed = new StreamableHTTPServerTransport({ sessionIdGenerator: (): string => 'session' });
// ok: mcp-session-id-guessable
export const random = new StreamableHTTPServerTransport({ sessionIdGenerator: (): string => randomUUID() });
