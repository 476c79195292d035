import express from 'express';

const app = express();
// ok: mcp-http-server-without-authentication
app.listen(3000);
