/**
 * An expression that is found in a whole file wherever it matches a part of it from its start; undefined where that
 * cannot be said, for it looks at what stands around.
 */
export function unanchored(regex: string): string | undefined {
  const bare = regex.replace(/^(\(\?[a-z]+\))?\^/, '$1').replace(/(?<!\\)\$$/, '');
  return LOOKING_AROUND.test(bare) ? undefined : bare;
}

const LOOKING_AROUND = /[\^$]|\\[AbBGzZ]|\(\?[=!<]/;
