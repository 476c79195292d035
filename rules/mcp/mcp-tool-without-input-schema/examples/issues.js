import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const server = new McpServer({ name: 'issues', version: '1.0.0' });
const inputSchema = { title: z.string() };

// ruleid: mcp-tool-without-input-schema
server.registerTool('create', { description: 'Creates an issue' }, async ({ title, labels }) => {
  return created(title, labels);
});

server.registerTool(
  'update',
  {
    description: 'Changes an issue',
    // ruleid: mcp-tool-without-input-schema
    inputSchema: z.object({}).passthrough(),
  },
  async (args) => updated(args),
);

// ruleid: mcp-tool-without-input-schema
server.tool('close', 'Closes an issue', z.any(), async (args) => closed(args));

// ok: mcp-tool-without-input-schema
server.registerTool('typed', { description: 'Creates', inputSchema: { title: z.string() } }, async ({ title }) => created(title));

// ok: mcp-tool-without-input-schema
server.registerTool('short', { description: 'Creates', inputSchema }, async ({ title }) => created(title));

// ok: mcp-tool-without-input-schema
server.registerTool('shared', { ...base, title: 'Creates' }, async ({ title }) => created(title));

// ok: mcp-tool-without-input-schema
server.registerTool('now', { description: 'What time it is' }, async () => ({ content: [{ type: 'text', text: now() }] }));

// ok: mcp-tool-without-input-schema
server.registerTool('context', { description: 'Who asks' }, async (extra) => ({ content: [{ type: 'text', text: extra.sessionId }] }));
