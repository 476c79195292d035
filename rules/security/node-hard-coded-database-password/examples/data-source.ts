import { DataSource } from 'typeorm';

// ruleid: node-hard-coded-database-password
export const source = new DataSource({ type: 'postgres', host, username: 'app', password: 'not-a-secret' });
// ok: node-hard-coded-database-password
export const other = new DataSource({ type: 'postgres', url: config.databaseUrl });
