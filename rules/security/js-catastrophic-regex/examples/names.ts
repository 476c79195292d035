// ruleid: js-catastrophic-regex
export const isList = (text: string): boolean => /^(([a-z])+,?)+$/.test(text);
// ok: js-catastrophic-regex
export const isWord = (text: string): boolean => /^[a-z]+(?:,[a-z]+)*$/.test(text);
