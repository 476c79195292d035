// ruleid: node-old-tls-version
export const options: TlsOptions = { minVersion: 'TLSv1.1', ciphers };
// ok: node-old-tls-version
export const current: TlsOptions = { minVersion: 'TLSv1.3' };
// ok: node-old-tls-version
export const engine = { minVersion: '1.2.0' };
