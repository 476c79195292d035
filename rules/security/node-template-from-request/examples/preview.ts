import nunjucks from 'nunjucks';

export function preview(req: Request, res: Response) {
  const { text, name } = req.body;
  // ruleid: node-template-from-request
  res.send(nunjucks.renderString(text, { name }));
  // ok: node-template-from-request
  res.send(nunjucks.renderString('Hello {{ name }}', { name }));
}
