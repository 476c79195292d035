import fs from 'node:fs/promises';
import { createReadStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const NOTES = '/srv/notes';
const server = new McpServer({ name: 'notes', version: '1.0.0' });

server.registerTool('read', { inputSchema: { name: z.string() } }, async ({ name }) => {
  // ruleid: mcp-tool-argument-as-path
  const text = await fs.readFile(path.join(NOTES, name), 'utf8');
  return { content: [{ type: 'text', text }] };
});

server.registerResource('note', new ResourceTemplate('note:///{+file}', { list: undefined }), {}, async (uri, { file }) => {
  // ruleid: mcp-tool-argument-as-path
  const text = readFileSync(`${NOTES}/${file}`, 'utf8');
  return { contents: [{ uri: uri.href, text }] };
});

server.tool('write', { name: z.string(), text: z.string() }, async (args) => {
  const target = path.resolve(NOTES, args.name);
  // ruleid: mcp-tool-argument-as-path
  await fs.writeFile(target, args.text);
  // ok: mcp-tool-argument-as-path
  await fs.writeFile(path.join(NOTES, 'last.txt'), args.text);
  return { content: [] };
});

server.tool('stream', { name: z.string() }, async ({ name }) => {
  const target = path.resolve(NOTES, name);
  if (!target.startsWith(NOTES + path.sep)) throw new Error('outside');
  // ok: mcp-tool-argument-as-path
  createReadStream(target);
  // ok: mcp-tool-argument-as-path
  createReadStream(path.join(NOTES, path.basename(name)));
  return { content: [] };
});

server.tool('page', { number: z.number() }, async ({ number }) => {
  // ok: mcp-tool-argument-as-path
  const text = await fs.readFile(path.join(NOTES, `${Number(number)}.md`), 'utf8');
  return { content: [{ type: 'text', text }] };
});
