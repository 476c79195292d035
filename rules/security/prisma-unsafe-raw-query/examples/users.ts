export class Users {
  async search(term: string, order: string) {
    // ok: prisma-unsafe-raw-query
    await this.prisma.$queryRaw`SELECT * FROM "User" WHERE name LIKE ${term}`;
    // ruleid: prisma-unsafe-raw-query
    return this.prisma.$queryRaw(Prisma.sql`SELECT * FROM "User" ORDER BY ${Prisma.raw(`name ${order}`)}`);
  }
}
