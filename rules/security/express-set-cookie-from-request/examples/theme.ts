export async function GET(request: NextRequest) {
  const theme = request.nextUrl.searchParams.get('theme');
  const response = new NextResponse();
  // ruleid: express-set-cookie-from-request
  response.headers.append('Set-Cookie', 'theme=' + theme);
  // ok: express-set-cookie-from-request
  response.headers.append('Set-Cookie', 'theme=dark');
  return response;
}
