import { exec } from 'child_process';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

const server = new Server({ name: 'files', version: '1.0.0' }, { capabilities: { tools: {} } });

function count(folder: string): Promise<string> {
  return new Promise((done) => {
    // ruleid: mcp-tool-argument-in-shell
    exec(`ls ${folder} | wc -l`, (_, stdout) => done(stdout));
  });
}

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: args } = request.params;
  switch (name) {
    case 'count':
      return { content: [{ type: 'text', text: await count(args.folder) }] };
    case 'open': {
      const parsed = OpenArgs.parse(request.params.arguments);
      // ruleid: mcp-tool-argument-in-shell
      exec(`xdg-open "${parsed.path}"`);
      return { content: [] };
    }
  }
});

server.setRequestHandler(ListToolsRequestSchema, async () => {
  // ok: mcp-tool-argument-in-shell
  exec('date', () => undefined);
  return { tools: [] };
});
