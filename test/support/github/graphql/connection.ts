import { GraphQLError } from 'graphql';

export interface ConnectionArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#node-limit */
const MOST_NODES = 100;

/** A list as GraphQL pages it. GitHub wants to be told how many, and gives a hundred at most. */
export function connection<Item, Node>(name: string, items: readonly Item[], toNode: (item: Item) => Node) {
  return (args: ConnectionArguments) => {
    const { first, last } = args;
    if (typeof first !== 'number' && typeof last !== 'number') {
      const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
      throw new GraphQLError(message, { extensions: { type: 'MISSING_PAGINATION_BOUNDARIES' } });
    }
    for (const [word, count] of [
      ['first', first],
      ['last', last],
    ] as const) {
      if (typeof count === 'number' && count > MOST_NODES) {
        const message = `Requesting ${count} records on the \`${name}\` connection exceeds the \`${word}\` limit of ${MOST_NODES} records.`;
        throw new GraphQLError(message, { extensions: { type: 'EXCESSIVE_PAGINATION' } });
      }
    }
    let start = args.after ? readCursor(args.after) : 0;
    let end = args.before ? readCursor(args.before) - 1 : items.length;
    if (typeof first === 'number') end = Math.min(end, start + first);
    if (typeof last === 'number') start = Math.max(start, end - last);
    const nodes = items.slice(start, end).map(toNode);
    return {
      totalCount: items.length,
      nodes,
      edges: nodes.map((node, index) => ({ cursor: cursorAt(start + index + 1), node })),
      pageInfo: {
        hasNextPage: end < items.length,
        hasPreviousPage: start > 0,
        startCursor: nodes.length > 0 ? cursorAt(start + 1) : null,
        endCursor: nodes.length > 0 ? cursorAt(end) : null,
      },
    };
  };
}

function cursorAt(position: number): string {
  return Buffer.from(`cursor:${position}`).toString('base64');
}

function readCursor(cursor: string): number {
  const found = /^cursor:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!found)
    throw new GraphQLError(`\`${cursor}\` does not appear to be a valid cursor.`, {
      extensions: { type: 'INVALID_CURSOR_ARGUMENTS' },
    });
  return Number(found[1]);
}
