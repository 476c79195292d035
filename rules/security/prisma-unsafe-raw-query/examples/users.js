export async function byEmail(email) {
  // ruleid: prisma-unsafe-raw-query
  return prisma.$queryRawUnsafe(`SELECT * FROM "User" WHERE email = '${email}'`);
}

export async function drop(schema) {
  // ruleid: prisma-unsafe-raw-query
  await prisma.$executeRawUnsafe('DROP SCHEMA ' + schema);
  // ok: prisma-unsafe-raw-query
  await prisma.$executeRawUnsafe('SELECT 1');
  // ok: prisma-unsafe-raw-query
  await prisma.$executeRawUnsafe(`TRUNCATE ${TABLE}`);
  // ok: prisma-unsafe-raw-query
  await prisma.$queryRawUnsafe('SELECT * FROM "User" WHERE email = $1', schema);
}
