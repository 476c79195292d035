export function findByEmail(email) {
  // ruleid: node-sql-value-in-template
  return pool.query(`SELECT * FROM users WHERE email = '${email}'`);
}

export function search(term) {
  // ruleid: node-sql-value-in-template
  return db.query(`select id from posts where title like '%${term}%'`, { type: 'SELECT' });
}

export function add(name, age) {
  // ruleid: node-sql-value-in-template
  return db.execute(`INSERT INTO people (name, age) VALUES ('${name}', ${age})`);
}

export function byEmail(email) {
  // ok: node-sql-value-in-template
  return pool.query('SELECT * FROM users WHERE email = $1', [email]);
}

export function fromTable(ids) {
  // ok: node-sql-value-in-template
  return pool.query(`SELECT * FROM ${TABLE} WHERE id IN (${ids.map((_, i) => `$${i + 1}`).join(', ')})`, ids);
}

export function escaped(name) {
  // ok: node-sql-value-in-template
  return pool.query(`SELECT * FROM users WHERE name = '${escapeSql(name)}'`);
}

export function tagged(name) {
  // ok: node-sql-value-in-template
  return sql`SELECT * FROM users WHERE name = '${name}'`;
}

export function other(selector) {
  // ok: node-sql-value-in-template
  return page.query(`[data-id='${selector}']`);
}
