import cors from 'cors';
import express from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

const app = express();
// ruleid: mcp-cors-any-origin
app.use(cors());
// ruleid: mcp-cors-any-origin
app.use(cors({ origin: '*', exposedHeaders: ['Mcp-Session-Id'] }));
app.use((req, res, next) => {
  // ruleid: mcp-cors-any-origin
  res.setHeader('Access-Control-Allow-Origin', '*');
  // ok: mcp-cors-any-origin
  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.org');
  next();
});
// ok: mcp-cors-any-origin
app.use(cors({ origin: ['https://app.example.org'] }));
