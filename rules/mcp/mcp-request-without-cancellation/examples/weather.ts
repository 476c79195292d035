import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';

export function register(server: Server): void {
  server.setRequestHandler(CallToolRequestSchema, async (request, extra) => {
    // ruleid: mcp-request-without-cancellation
    await fetch('https://api.example.org/log', { method: 'POST' });
    // ok: mcp-request-without-cancellation
    const response: Response = await fetch('https://api.example.org/now', { signal: extra.signal });
    return { content: [{ type: 'text', text: await response.text() }] };
  });
}
