import { literal } from 'sequelize';

export async function list(req: Request, res: Response) {
  const { sort } = req.query;
  // ruleid: sequelize-raw-sql-from-request
  res.json(await Order.findAll({ order: literal(`${sort} DESC`) }));
  // ok: sequelize-raw-sql-from-request
  res.json(await Order.findAll({ order: [['createdAt', 'DESC']], where: { status: req.query.status } }));
}
