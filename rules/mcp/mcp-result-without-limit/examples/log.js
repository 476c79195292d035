import { readFile } from 'node:fs/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

const server = new McpServer({ name: 'log', version: '1.0.0' });

server.registerTool('log', { description: 'Reads the log' }, async () => {
  const text = await readFile('/var/log/app.log', 'utf8');
  // ruleid: mcp-result-without-limit
  return { content: [{ type: 'text', text }] };
});

server.registerTool('page', { description: 'Reads the page' }, async () => {
  const response = await fetch('https://example.org/');
  // ruleid: mcp-result-without-limit
  return { content: [{ type: 'text', text: `Page:\n${await response.text()}` }] };
});

server.registerTool('end', { description: 'Reads the end of the log' }, async () => {
  const text = await readFile('/var/log/app.log', 'utf8');
  // ok: mcp-result-without-limit
  return { content: [{ type: 'text', text: text.slice(-20_000) }] };
});

server.registerTool('size', { description: 'Size of the log' }, async () => {
  const text = await readFile('/var/log/app.log', 'utf8');
  // ok: mcp-result-without-limit
  return { content: [{ type: 'text', text: `${text.length} characters` }] };
});
