import jwt from 'jsonwebtoken';

// ruleid: jwt-without-expiry
export const forUser = (id: string): string => jwt.sign({ sub: id }, key);
// ok: jwt-without-expiry
export const short = (id: string, expiresIn: number): string => jwt.sign({ sub: id }, key, { expiresIn });
