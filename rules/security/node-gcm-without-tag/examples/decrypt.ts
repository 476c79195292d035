import { createDecipheriv } from 'node:crypto';

export const read = (iv: Buffer, data: Buffer): Buffer => {
  // ruleid: node-gcm-without-tag
  const decipher = createDecipheriv('aes-128-gcm', key, iv);
  return Buffer.concat([decipher.update(data), decipher.final()]);
};

export const checked = (iv: Buffer, data: Buffer, tag: Buffer): Buffer => {
  // ok: node-gcm-without-tag
  const decipher = createDecipheriv('aes-128-gcm', key, iv);
  if (tag.length === 16) decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(data), decipher.final()]);
};
