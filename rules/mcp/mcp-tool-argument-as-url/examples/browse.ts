import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

export function register(server: McpServer, page: { goto(url: string): Promise<void> }): void {
  server.registerTool('open', { inputSchema: { url: z.string() } }, async ({ url }: { url: string }) => {
    // ruleid: mcp-tool-argument-as-url
    await page.goto(url);
    return { content: [] };
  });

  server.registerTool('start', { inputSchema: {} }, async () => {
    // ok: mcp-tool-argument-as-url
    await page.goto('https://docs.example.org/');
    return { content: [] };
  });
}
