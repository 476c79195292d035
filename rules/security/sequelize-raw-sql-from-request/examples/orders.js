const { Sequelize } = require('sequelize');
const sequelize = new Sequelize(process.env.DATABASE_URL);

router.get('/a', async (req, res) => {
  // ruleid: sequelize-raw-sql-from-request
  res.json(await sequelize.query(`SELECT * FROM orders WHERE status = '${req.query.status}'`));
});

router.get('/b', async (req, res) => {
  // ruleid: sequelize-raw-sql-from-request
  res.json(await Order.findAll({ order: Sequelize.literal(req.query.sort) }));
});

router.get('/c', async (req, res) => {
  // ok: sequelize-raw-sql-from-request
  res.json(await sequelize.query('SELECT * FROM orders WHERE status = ?', { replacements: [req.query.status] }));
});

router.get('/d', async (req, res) => {
  const order = await Order.findByPk(req.params.id);
  // ok: sequelize-raw-sql-from-request
  res.json(await Order.findAll({ where: Sequelize.literal(order.rule) }));
  // ok: sequelize-raw-sql-from-request
  res.json(await sequelize.query(`SELECT * FROM t WHERE s = ${sequelize.escape(req.query.s)}`));
});
