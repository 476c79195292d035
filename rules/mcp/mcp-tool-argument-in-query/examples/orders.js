import pg from 'pg';
import Database from 'better-sqlite3';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const pool = new pg.Pool();
const db = new Database('orders.db');
const server = new McpServer({ name: 'orders', version: '1.0.0' });

server.registerTool('orders', { inputSchema: { customer: z.string() } }, async ({ customer }) => {
  // ruleid: mcp-tool-argument-in-query
  const { rows } = await pool.query(`SELECT * FROM orders WHERE customer = '${customer}'`);
  return { content: [{ type: 'text', text: JSON.stringify(rows) }] };
});

server.tool('table', { table: z.string() }, async ({ table }) => {
  // ruleid: mcp-tool-argument-in-query
  const rows = db.prepare('SELECT * FROM ' + table).all();
  return { content: [{ type: 'text', text: JSON.stringify(rows) }] };
});

server.tool('bound', { customer: z.string(), limit: z.number() }, async ({ customer, limit }) => {
  // ok: mcp-tool-argument-in-query
  await pool.query('SELECT * FROM orders WHERE customer = $1', [customer]);
  // ok: mcp-tool-argument-in-query
  await pool.query(`SELECT * FROM orders LIMIT ${Number(limit)}`);
  // ok: mcp-tool-argument-in-query
  const rows = db.prepare('SELECT * FROM orders WHERE customer = ?').all(customer);
  return { content: [{ type: 'text', text: JSON.stringify(rows) }] };
});

server.tool('cached', { key: z.string() }, async ({ key }) => {
  // ok: mcp-tool-argument-in-query
  return cache.get(`orders:${key}`);
});
