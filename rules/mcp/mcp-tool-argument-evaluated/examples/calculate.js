import vm from 'node:vm';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const server = new McpServer({ name: 'math', version: '1.0.0' });

server.registerTool('calculate', { inputSchema: { expression: z.string() } }, async ({ expression }) => {
  // ruleid: mcp-tool-argument-evaluated
  const result = eval(expression);
  return { content: [{ type: 'text', text: String(result) }] };
});

server.tool('filter', { where: z.string() }, async (args) => {
  // ruleid: mcp-tool-argument-evaluated
  const keep = new Function('row', `return ${args.where}`);
  // ruleid: mcp-tool-argument-evaluated
  vm.runInNewContext(args.where, {});
  return { content: [{ type: 'text', text: JSON.stringify(rows.filter(keep)) }] };
});

server.tool('sum', { a: z.number(), b: z.number() }, async ({ a, b }) => {
  // ok: mcp-tool-argument-evaluated
  const result = eval('1 + 1');
  return { content: [{ type: 'text', text: String(a + b + result) }] };
});

server.tool('parsed', { expression: z.string() }, async ({ expression }) => {
  // ok: mcp-tool-argument-evaluated
  return { content: [{ type: 'text', text: String(parser.evaluate(expression).value) }] };
});
