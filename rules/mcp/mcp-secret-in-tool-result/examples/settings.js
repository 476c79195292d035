import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

const server = new McpServer({ name: 'settings', version: '1.0.0' });
const token = process.env.API_TOKEN;

server.registerTool('all', { description: 'Everything' }, async () => {
  return {
    content: [
      {
        type: 'text',
        // ruleid: mcp-secret-in-tool-result
        text: JSON.stringify(process.env, null, 2),
      },
    ],
  };
});

server.registerTool('token', { description: 'Token' }, async () => {
  const secret = process.env.CLIENT_SECRET;
  // ruleid: mcp-secret-in-tool-result
  return { content: [{ type: 'text', text: `Using ${secret}` }] };
});

server.registerTool('state', { description: 'State' }, async () => {
  const settings = { region: process.env.REGION, tokenIsSet: Boolean(process.env.API_TOKEN) };
  // ok: mcp-secret-in-tool-result
  return { content: [{ type: 'text', text: JSON.stringify(settings) }] };
});

server.registerTool('report', { description: 'Report' }, async () => {
  const response = await fetch('https://api.example.org/report', { headers: { authorization: process.env.API_TOKEN } });
  // ok: mcp-secret-in-tool-result
  return { content: [{ type: 'text', text: await response.text() }] };
});

server.registerTool('run', { description: 'Runs' }, async () => {
  const { stdout } = await run('make', { env: { ...process.env, CI: '1' } });
  // ok: mcp-secret-in-tool-result
  return { content: [{ type: 'text', text: stdout }] };
});
