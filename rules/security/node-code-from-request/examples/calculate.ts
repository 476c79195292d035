import vm from 'node:vm';

export const run = async (request: FastifyRequest) => {
  const { script } = request.body as { script: string };
  // ruleid: node-code-from-request
  new vm.Script(request.body.script).runInThisContext();
  // ok: node-code-from-request
  const page = await import('./page.ts');
  return [script, page];
};
