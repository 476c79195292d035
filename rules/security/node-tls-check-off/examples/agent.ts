// ruleid: node-tls-check-off
export const options = { host, checkServerIdentity: () => undefined };
// ruleid: node-tls-check-off
process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
// ok: node-tls-check-off
export const checked = { host, checkServerIdentity: (name: string, cert: Certificate) => compare(name, cert) };
