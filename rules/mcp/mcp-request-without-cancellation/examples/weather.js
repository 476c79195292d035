import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const server = new McpServer({ name: 'weather', version: '1.0.0' });
const inputSchema = { city: z.string() };

server.registerTool('now', { inputSchema }, async ({ city }) => {
  // ruleid: mcp-request-without-cancellation
  const response = await fetch(`${API}/now/${encodeURIComponent(city)}`);
  return { content: [{ type: 'text', text: await response.text() }] };
});

server.tool('report', inputSchema, async ({ city }) => {
  // ruleid: mcp-request-without-cancellation
  await fetch(`${API}/report`, { method: 'POST', body: city });
  return { content: [] };
});

server.registerTool('tomorrow', { inputSchema }, async ({ city }, { signal }) => {
  // ok: mcp-request-without-cancellation
  await fetch(`${API}/${city}`, { signal });
  // ok: mcp-request-without-cancellation
  await fetch(`${API}/${city}`, { signal: AbortSignal.timeout(5000) });
  // ok: mcp-request-without-cancellation
  await fetch(`${API}/${city}`, { ...options, method: 'POST' });
  // ok: mcp-request-without-cancellation
  const response = await fetch(`${API}/${city}`, options);
  return { content: [{ type: 'text', text: await response.text() }] };
});

export async function start() {
  // ok: mcp-request-without-cancellation
  return fetch(`${API}/health`);
}
