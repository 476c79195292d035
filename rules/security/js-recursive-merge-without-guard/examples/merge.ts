// ruleid: js-recursive-merge-without-guard
export function deepExtend(base: Json, extra: Json): Json {
  Object.keys(extra).forEach((key) => {
    if (isObject(extra[key])) {
      deepExtend(base[key], extra[key]);
    } else {
      base[key] = extra[key];
    }
  });
  return base;
}

// ok: js-recursive-merge-without-guard
export function compare(left: Json, right: Json): boolean {
  for (const key of Object.keys(right)) {
    if (left[key] !== right[key]) return false;
  }
  return true;
}
