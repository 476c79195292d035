export async function GET(request: NextRequest) {
  const q = request.nextUrl.searchParams.get('q') ?? '';
  // ruleid: node-regex-from-request
  const pattern = new RegExp(`^${q}`, 'i');
  // ok: node-regex-from-request
  const fixed = new RegExp('^a+$');
  return Response.json([pattern.source, fixed.source]);
}
