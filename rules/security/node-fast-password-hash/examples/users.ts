import { createHash } from 'node:crypto';
import bcrypt from 'bcrypt';

export class Users {
  hash(password: string): string {
    // ruleid: node-fast-password-hash
    return createHash('sha256').update(password).digest('hex');
  }

  // ok: node-fast-password-hash
  slow = (password: string): Promise<string> => bcrypt.hash(password, 12);
}
