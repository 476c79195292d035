import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

export function register(server: McpServer, page: Page): void {
  server.registerTool('script', { inputSchema: { script: z.string() } }, async ({ script }) => {
    // ruleid: mcp-tool-argument-evaluated
    const result = await page.evaluate(script);
    return { content: [{ type: 'text', text: String(result) }] };
  });

  server.registerTool('text', { inputSchema: { selector: z.string() } }, async ({ selector }) => {
    // ok: mcp-tool-argument-evaluated
    const text = await page.evaluate((s) => document.querySelector(s)?.textContent, selector);
    return { content: [{ type: 'text', text: String(text) }] };
  });
}
