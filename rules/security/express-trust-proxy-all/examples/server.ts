import Fastify from 'fastify';

// ruleid: express-trust-proxy-all
export const server = Fastify({ logger: true, trustProxy: true });
// ok: express-trust-proxy-all
export const other = Fastify({ logger: true, trustProxy: 1 });
