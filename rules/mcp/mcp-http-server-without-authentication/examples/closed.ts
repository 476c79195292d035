import express from 'express';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

const app = express();
app.post('/mcp', requireBearerAuth({ verifier }), (req, res) => new StreamableHTTPServerTransport({}).handleRequest(req, res));
// ok: mcp-http-server-without-authentication
app.listen(3000);
