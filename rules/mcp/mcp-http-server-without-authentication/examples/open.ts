import express, { type Request, type Response } from 'express';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';

const app = express();
const PORT = Number(process.env.PORT ?? 3001);
app.get('/sse', (req: Request, res: Response) => server.connect(new SSEServerTransport('/message', res)));
// ruleid: mcp-http-server-without-authentication
app.listen(PORT, () => {
  console.error(`listening on ${PORT}`);
});
