export function pad(size: number): string {
  // ruleid: node-uninitialised-buffer-sent
  return Buffer.alloc(size).toString('hex');
}

export function header(size: number): Buffer {
  // ok: node-uninitialised-buffer-sent
  return Buffer.allocUnsafe(size).fill(0);
}
