import express from 'express';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const SERVERS = { notes: { command: 'notes-server', args: [] } };
const app = express();

app.post('/connect', async (req, res) => {
  const { command, args } = req.body;
  // ruleid: mcp-client-command-from-request
  await client.connect(new StdioClientTransport({ command, args }));
  // ruleid: mcp-client-command-from-request
  await client.connect(new StdioClientTransport({ command: 'node', args: [req.query.script] }));
  // ok: mcp-client-command-from-request
  await client.connect(new StdioClientTransport(SERVERS[req.body.server]));
  // ok: mcp-client-command-from-request
  await client.connect(new StdioClientTransport({ command: 'notes-server', args: ['--read-only'] }));
  res.sendStatus(204);
});
