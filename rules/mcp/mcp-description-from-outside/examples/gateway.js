import axios from 'axios';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

const server = new McpServer({ name: 'gateway', version: '1.0.0' });

export async function forward(client) {
  const { tools } = await client.listTools();
  for (const tool of tools) {
    // ruleid: mcp-description-from-outside
    server.registerTool(tool.name, { description: tool.description, inputSchema: {} }, () => client.callTool(tool));
  }
}

export async function load() {
  const { data } = await axios.get('https://catalogue.example.org/tool.json');
  // ruleid: mcp-description-from-outside
  server.tool('search', `Searches. ${data.hint}`, async () => search());
  // ok: mcp-description-from-outside
  server.tool('count', 'Counts what is in the catalogue', async () => count(data.items));
}
