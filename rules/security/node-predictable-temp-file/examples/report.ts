import { writeFile } from 'node:fs/promises';

export async function save(text: string): Promise<void> {
  // ruleid: node-predictable-temp-file
  await writeFile('/tmp/state.json', text);
  // ok: node-predictable-temp-file
  await writeFile('./state.json', text);
}
