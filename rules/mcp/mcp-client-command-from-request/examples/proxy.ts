import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

export async function POST(request: Request): Promise<Response> {
  const server = (await request.json()) as { command: string };
  // ruleid: mcp-client-command-from-request
  await client.connect(new StdioClientTransport({ command: server.command }));
  return new Response(null, { status: 204 });
}

export async function start(command: string): Promise<void> {
  // ok: mcp-client-command-from-request
  await client.connect(new StdioClientTransport({ command }));
}
