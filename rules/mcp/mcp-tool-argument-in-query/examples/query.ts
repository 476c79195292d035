import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const client = await pool.connect();
  const sql = request.params.arguments?.sql as string;
  // ruleid: mcp-tool-argument-in-query
  const result = await client.query(sql);
  // ok: mcp-tool-argument-in-query
  await client.query('ROLLBACK');
  return { content: [{ type: 'text', text: JSON.stringify(result.rows) }] };
});
