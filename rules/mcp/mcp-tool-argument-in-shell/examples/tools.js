import { exec, execFile, execSync, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const execAsync = promisify(exec);
const execFileAsync = promisify(execFile);
const server = new McpServer({ name: 'git', version: '1.0.0' });

server.registerTool('blame', { inputSchema: { file: z.string() } }, async ({ file }) => {
  // ruleid: mcp-tool-argument-in-shell
  const out = execSync(`git blame ${file}`, { encoding: 'utf8' });
  return { content: [{ type: 'text', text: out }] };
});

server.tool('ping', 'Pings a host', { host: z.string() }, async (args) => {
  // ruleid: mcp-tool-argument-in-shell
  const { stdout } = await execAsync('ping -c 1 ' + args.host);
  return { content: [{ type: 'text', text: stdout }] };
});

server.tool('grep', { word: z.string() }, async ({ word }, extra) => {
  // ruleid: mcp-tool-argument-in-shell
  spawn('grep', ['-r', word, '.'], { shell: true });
  return { content: [] };
});

server.tool('log', { count: z.number() }, async ({ count }) => {
  // ok: mcp-tool-argument-in-shell
  const out = execSync(`git log -n ${Number(count)}`, { encoding: 'utf8' });
  return { content: [{ type: 'text', text: out }] };
});

server.registerTool('show', { inputSchema: { file: z.string() } }, async ({ file }) => {
  // ok: mcp-tool-argument-in-shell
  const { stdout } = await execFileAsync('git', ['show', '--', file]);
  // ok: mcp-tool-argument-in-shell
  const { stdout: version } = await execAsync('git --version');
  return { content: [{ type: 'text', text: version + stdout }] };
});

server.registerTool('find', { inputSchema: { q: z.string() } }, async ({ q }) => {
  const match = /^v(\d+)$/.exec(q);
  // ok: mcp-tool-argument-in-shell
  const again = PATTERN.exec(q);
  return { content: [{ type: 'text', text: String(match ?? again) }] };
});
