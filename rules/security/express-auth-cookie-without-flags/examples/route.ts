export async function POST() {
  const response = NextResponse.json({ done: true });
  // ruleid: express-auth-cookie-without-flags
  response.cookies.set('session', value, { path: '/' });
  // ok: express-auth-cookie-without-flags
  response.cookies.set('session', value, { path: '/', httpOnly: true });
  return response;
}
