const crypto = require('crypto');

function wrong({ iv, data }) {
  // ruleid: node-gcm-without-tag
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, iv);
  return decipher.update(data, undefined, 'utf8');
}

function right({ iv, data, tag }) {
  // ok: node-gcm-without-tag
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAuthTag(tag);
  return decipher.update(data, undefined, 'utf8') + decipher.final('utf8');
}

function cbc({ iv, data }) {
  // ok: node-gcm-without-tag
  const decipher = crypto.createDecipheriv('aes-256-cbc', key, iv);
  return decipher.update(data, undefined, 'utf8') + decipher.final('utf8');
}
