import { promises as fs } from 'fs';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ReadResourceRequestSchema } from '@modelcontextprotocol/sdk/types.js';

const server = new Server({ name: 'files', version: '1.0.0' }, { capabilities: { tools: {} } });

server.setRequestHandler(ReadResourceRequestSchema, async (request) => {
  const file = request.params.uri.replace('file://', '');
  // ruleid: mcp-tool-argument-as-path
  return { contents: [{ uri: request.params.uri, text: await fs.readFile(file, 'utf8') }] };
});

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const args = request.params.arguments as { path: string };
  const checked = await validatePath(args.path);
  // ok: mcp-tool-argument-as-path
  const text = await fs.readFile(checked, 'utf8');
  return { content: [{ type: 'text', text }] };
});
