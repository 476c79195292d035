export const byEmail = (email) =>
  users
    .createQueryBuilder('user')
    // ruleid: typeorm-condition-with-value
    .where(`user.email = '${email}'`)
    // ruleid: typeorm-condition-with-value
    .andWhere('user.id > ' + email)
    // ok: typeorm-condition-with-value
    .andWhere('user.active = :active', { active: true })
    .getOne();

export const plain = (name) =>
  // ok: typeorm-condition-with-value
  knex('users').where({ name }).where('age', '>', 18);
