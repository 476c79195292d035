import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const server = new McpServer({ name: 'notes', version: '1.0.0' });

server.registerTool('list', { description: 'Lists' }, async () => {
  // ruleid: mcp-stdout-on-stdio
  console.log('listing');
  // ok: mcp-stdout-on-stdio
  console.error('listing');
  // ok: mcp-stdout-on-stdio
  console.warn('slow');
  return { content: [] };
});

await server.connect(new StdioServerTransport());
// ruleid: mcp-stdout-on-stdio
console.info('Server is running');
