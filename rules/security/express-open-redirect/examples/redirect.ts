import type { Request, Response } from 'express';

export function login(req: Request, res: Response) {
  const { next } = req.query;
  // ruleid: express-open-redirect
  res.redirect(`${next}`);
  // ok: express-open-redirect
  res.redirect('/account');
}
