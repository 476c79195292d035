import { McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod/v4';

export function register(server: McpServer): void {
  // ruleid: mcp-tool-without-input-schema
  server.registerTool('remove', { title: 'Remove', description: 'Removes an issue' }, async ({ id }: { id: string }) => removed(id));

  server.registerTool(
    'import',
    {
      description: 'Imports issues',
      // ruleid: mcp-tool-without-input-schema
      inputSchema: z.record(z.string(), z.unknown()),
    },
    async (args) => imported(args),
  );

  // ok: mcp-tool-without-input-schema
  server.registerTool('list', { description: 'Lists', inputSchema: z.object({ page: z.number().int() }) }, async ({ page }) => list(page));
}
