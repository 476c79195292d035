import { execFileSync } from 'node:child_process';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

export function register(server: McpServer): void {
  server.registerTool('history', { description: 'All commits' }, async () => {
    const out: string = execFileSync('git', ['log'], { encoding: 'utf8' });
    // ruleid: mcp-result-without-limit
    return { content: [{ type: 'text', text: out }] };
  });
  server.registerTool('recent', { description: 'Recent commits' }, async () => {
    const out: string = execFileSync('git', ['log'], { encoding: 'utf8' });
    // ok: mcp-result-without-limit
    return { content: [{ type: 'text', text: truncate(out, 20_000) }] };
  });
}
