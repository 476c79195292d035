import cors from 'cors';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';

// ruleid: mcp-cors-any-origin
app.use(cors({ origin: true }));
// ok: mcp-cors-any-origin
app.use(cors({ origin: (origin, done) => done(null, ALLOWED.has(origin ?? '')) }));
