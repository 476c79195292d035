import helmet from '@fastify/helmet';

// ruleid: helmet-protection-off
await app.register(helmet, { contentSecurityPolicy: false });
// ok: helmet-protection-off
await app.register(helmet, { contentSecurityPolicy: { directives } });
