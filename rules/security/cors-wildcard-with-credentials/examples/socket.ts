// ruleid: cors-wildcard-with-credentials
export const io = new Server(http, { cors: { origin: '*', credentials: true } });
// ok: cors-wildcard-with-credentials
export const open = new Server(http, { cors: { origin: '*' } });
