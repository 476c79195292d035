import express from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const app = express();

app.post('/mcp', async (req, res) => {
  // ruleid: mcp-http-transport-without-host-check
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await transport.handleRequest(req, res, req.body);
});

app.get('/sse', async (req, res) => {
  // ruleid: mcp-http-transport-without-host-check
  await server.connect(new SSEServerTransport('/message', res));
  // ok: mcp-http-transport-without-host-check
  await server.connect(new StdioServerTransport());
});
