fastify.get('/people', async (request, reply) => {
  const { min } = request.query as { min: number };
  // ruleid: knex-raw-from-request
  await fastify.knex.raw('select * from people where age > ' + request.query.min);
  // ok: knex-raw-from-request
  return fastify.knex.raw('select * from people where age > ?', [min]);
});
