export async function GET(request: NextRequest) {
  const url = request.nextUrl.searchParams.get('url');
  // ruleid: node-ssrf
  const page = await fetch(url!);
  // ok: node-ssrf
  const list = await fetch(`${process.env.API_URL}/list?tag=${request.nextUrl.searchParams.get('tag')}`);
  return Response.json([await page.text(), await list.json()]);
}

@Controller()
export class Proxy {
  @Get()
  proxy(@Query('target') target: string) {
    // ruleid: node-ssrf
    return this.httpService.get(target);
  }
}
