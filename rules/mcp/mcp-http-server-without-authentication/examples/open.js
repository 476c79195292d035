import express from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

const app = express();
app.post('/mcp', (req, res) => new StreamableHTTPServerTransport({}).handleRequest(req, res));
// ruleid: mcp-http-server-without-authentication
app.listen(3000);
// ruleid: mcp-http-server-without-authentication
app.listen(3001, '0.0.0.0');
// ok: mcp-http-server-without-authentication
app.listen(3002, '127.0.0.1');
// ok: mcp-http-server-without-authentication
app.listen(3003, 'localhost', () => console.error('listening'));
