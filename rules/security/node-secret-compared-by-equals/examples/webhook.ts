import { createHmac } from 'node:crypto';

export function verify(body: string, signature: string): boolean {
  const digest = createHmac('sha256', key).update(body).digest('hex');
  // ruleid: node-secret-compared-by-equals
  return digest === signature;
}
