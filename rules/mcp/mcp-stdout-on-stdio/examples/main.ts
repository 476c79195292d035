import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';

async function main(): Promise<void> {
  await server.connect(new StdioServerTransport());
  // ruleid: mcp-stdout-on-stdio
  console.log('Connected');
}

if (process.argv.includes('--help')) {
  // ok: mcp-stdout-on-stdio
  console.log('Usage: notes [folder]');
  process.exit(0);
}

main().catch((error: unknown) => {
  // ok: mcp-stdout-on-stdio
  console.error(error);
});
