import axios from 'axios';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const API = 'https://api.example.org';
const HOSTS = new Set(['docs.example.org']);
const server = new McpServer({ name: 'fetch', version: '1.0.0' });

server.registerTool('page', { inputSchema: { url: z.string() } }, async ({ url }) => {
  // ruleid: mcp-tool-argument-as-url
  const response = await fetch(url);
  return { content: [{ type: 'text', text: await response.text() }] };
});

server.tool('host', { host: z.string() }, async (args) => {
  // ruleid: mcp-tool-argument-as-url
  const { data } = await axios.get(`https://${args.host}/status`);
  return { content: [{ type: 'text', text: data }] };
});

server.tool('weather', { city: z.string() }, async ({ city }) => {
  // ok: mcp-tool-argument-as-url
  await fetch(`${API}/weather/${city}`);
  // ok: mcp-tool-argument-as-url
  await fetch(`https://api.example.org/weather?city=${encodeURIComponent(city)}`);
  // ok: mcp-tool-argument-as-url
  await fetch(API + '/weather/' + city);
  // ok: mcp-tool-argument-as-url
  const response = await fetch('https://api.example.org/search', { method: 'POST', body: JSON.stringify({ city }) });
  return { content: [{ type: 'text', text: await response.text() }] };
});

server.tool('docs', { url: z.string() }, async ({ url }) => {
  const address = new URL(url);
  if (!HOSTS.has(address.hostname)) throw new Error('not served');
  // ok: mcp-tool-argument-as-url
  const response = await fetch(address, { redirect: 'error' });
  return { content: [{ type: 'text', text: await response.text() }] };
});
