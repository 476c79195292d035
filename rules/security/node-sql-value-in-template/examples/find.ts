export async function rename(id: string, name: string): Promise<void> {
  // ruleid: node-sql-value-in-template
  await this.pool.query(`UPDATE users SET name = '${name}' WHERE id = $1`, [id]);
  // ok: node-sql-value-in-template
  await this.pool.query(`UPDATE ${USERS} SET name = $2 WHERE id = $1`, [id, name]);
}
