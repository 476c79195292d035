import { UnsecuredJWT, jwtVerify } from 'jose';

export async function read(token: string) {
  // ruleid: jwt-none-algorithm
  const free = UnsecuredJWT.decode(token);
  // ok: jwt-none-algorithm
  const checked = await jwtVerify(token, key, { algorithms: ['EdDSA'] });
  return [free, checked];
}
