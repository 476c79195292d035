import type { Queryable } from '../../database/connect.ts';

/**
 * Whether we still have to do with the repository: it was not taken from the installation, and that is not deleted. A suspended one
 * counts: it may come back.
 */
export async function isInstalledOn(database: Queryable, repositoryId: number): Promise<boolean> {
  const rows = await database.query(
    `select from repositories join installations on installations.id = repositories.installation_id
     where repositories.id = $1 and repositories.removed_at is null and installations.deleted_at is null`,
    [repositoryId],
  );
  return rows.length > 0;
}
