export async function run(req: Request, res: Response) {
  const method = req.query.method as string;
  // ruleid: node-method-named-by-request
  res.json(await service[method](req.body));
  // ok: node-method-named-by-request
  res.json(await service['list'](req.body));
}
