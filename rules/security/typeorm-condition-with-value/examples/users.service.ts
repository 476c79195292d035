export class UsersService {
  search(term: string, alias: string) {
    return this.users
      .createQueryBuilder(alias)
      // ruleid: typeorm-condition-with-value
      .where(`user.name LIKE '%${term}%'`)
      // ok: typeorm-condition-with-value
      .andWhere(`${alias}.active = true`)
      // ok: typeorm-condition-with-value
      .andWhere(`user.team = ${alias}.team`)
      // ok: typeorm-condition-with-value
      .orWhere('user.name = :name', { name: `%${term}%` })
      .getMany();
  }
}
