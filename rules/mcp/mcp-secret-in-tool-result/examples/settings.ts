import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

export function register(server: McpServer): void {
  server.registerTool('database', { description: 'Where data lies' }, async () => {
    const url = process.env['DATABASE_URL'] ?? 'none';
    // ruleid: mcp-secret-in-tool-result
    return { content: [{ type: 'text' as const, text: url }] };
  });
  server.registerTool('region', { description: 'Where it runs' }, async () => {
    // ok: mcp-secret-in-tool-result
    return { content: [{ type: 'text' as const, text: process.env['REGION'] ?? 'none' }] };
  });
}
