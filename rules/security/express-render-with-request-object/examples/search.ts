export const search = (req: Request, res: Response): void => {
  // ruleid: express-render-with-request-object
  res.render('search', Object.assign({}, req.query));
  // ok: express-render-with-request-object
  res.render('search', { locale: req.locale, ...defaults });
};
