export function login(reply: FastifyReply, token: string): void {
  // ruleid: express-session-insecure-cookie
  reply.setCookie('refreshToken', token, { path: '/', secure: false, httpOnly: true });
  // ok: express-session-insecure-cookie
  reply.setCookie('refreshToken', token, { path: '/', secure: true, httpOnly: true, sameSite: 'strict' });
}
