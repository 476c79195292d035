/**
 * Whether an account is the one that we write as. `author` is as REST says it: `plumbline[bot]` for an App. GraphQL leaves
 * the ending out and says `Bot`, so that a person of the name `plumbline` is somebody else.
 */
export function isAuthor(
  account: { readonly login: string; readonly __typename?: string | undefined } | null | undefined,
  author: string,
): boolean {
  if (account === null || account === undefined) return false;
  const login = account.__typename === 'Bot' && !account.login.endsWith(BOT) ? `${account.login}${BOT}` : account.login;
  return login.toLowerCase() === author.toLowerCase();
}

const BOT = '[bot]';
