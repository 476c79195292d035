import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

const TOOLS = { search: 'Searches the catalogue' } as const;

export async function register(server: McpServer): Promise<void> {
  const response = await fetch('https://catalogue.example.org/tool.json');
  const { description } = (await response.json()) as { description: string };
  // ruleid: mcp-description-from-outside
  server.registerTool('remote', { description, inputSchema: {} }, async () => run());
  for (const [name, text] of Object.entries(TOOLS)) {
    // ok: mcp-description-from-outside
    server.registerTool(name, { description: text, inputSchema: {} }, async () => run());
  }
}
