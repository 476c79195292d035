import { chmod } from 'node:fs/promises';

export async function open(file: string): Promise<void> {
  // ruleid: node-world-writable-file
  await chmod(file, 0o666);
  // ok: node-world-writable-file
  await chmod(file, 0o640);
}
