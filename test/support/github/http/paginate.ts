const DEFAULT_PER_PAGE = 30;
const LARGEST_PER_PAGE = 100;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly headers: Readonly<Record<string, string>>;
}

/** One page of a list, with `Link` to the others as GitHub writes it. */
export function paginate<Item>(call: { readonly url: URL; readonly query: unknown }, all: readonly Item[]): Page<Item> {
  const query = call.query as { readonly per_page?: number; readonly page?: number };
  const perPage = Math.min(Math.max(query.per_page ?? DEFAULT_PER_PAGE, 1), LARGEST_PER_PAGE);
  const page = Math.max(query.page ?? 1, 1);
  const last = Math.max(1, Math.ceil(all.length / perPage));
  const link = (to: number, relation: string) => {
    const url = new URL(call.url);
    url.searchParams.set('page', String(to));
    return `<${url.href}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    items: all.slice((page - 1) * perPage, page * perPage),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}
