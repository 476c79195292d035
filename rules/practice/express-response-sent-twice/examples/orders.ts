export const show = async (req: Request, res: Response) => {
  const order = await orders.find(req.params.id);
  if (order === undefined) {
    // ruleid: express-response-sent-twice
    res.sendStatus(404);
  }
  return res.json(order);
};

export const list = async (req: Request, res: Response) => {
  if (req.query.page === undefined) {
    // ok: express-response-sent-twice
    return res.sendStatus(400);
  }
  return res.json(await orders.all());
};
