import { randomUUID } from 'node:crypto';

// ruleid: mcp-session-id-guessable
const a = new StreamableHTTPServerTransport({ sessionIdGenerator: () => Math.random().toString(36) });
// ruleid: mcp-session-id-guessable
const b = new StreamableHTTPServerTransport({ sessionIdGenerator: () => `s-${Date.now()}`, eventStore });
// ruleid: mcp-session-id-guessable
const c = new StreamableHTTPServerTransport({ sessionIdGenerator: () => String(next++) });
// ok: mcp-session-id-guessable
const d = new StreamableHTTPServerTransport({ sessionIdGenerator: () => randomUUID() });
// ok: mcp-session-id-guessable
const e = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
// ok: mcp-session-id-guessable
const f = new StreamableHTTPServerTransport({ sessionIdGenerator: randomUUID });
