// Keeps a PostgreSQL in a folder running until it is killed.
import { startEmbeddedServer } from '../../../database/embedded-server.ts';

const [folder = ''] = process.argv.slice(2);
const { url } = await startEmbeddedServer({ folder, durable: false });
console.log(url);
setInterval(() => undefined, 1000);
