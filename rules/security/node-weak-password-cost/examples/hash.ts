import * as bcrypt from 'bcrypt';
import { pbkdf2Sync } from 'node:crypto';

// ruleid: node-weak-password-cost
export const hash = (password: string) => bcrypt.hash(password, 8);
// ok: node-weak-password-cost
export const key = (password: string, salt: Buffer) => pbkdf2Sync(password, salt, 600_000, 32, 'sha256');
