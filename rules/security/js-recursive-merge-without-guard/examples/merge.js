// ruleid: js-recursive-merge-without-guard
function merge(target, source) {
  for (const key in source) {
    if (isObject(source[key]) && isObject(target[key])) {
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}

// ok: js-recursive-merge-without-guard
function guarded(target, source) {
  for (const key in source) {
    if (key === '__proto__' || key === 'constructor') continue;
    if (isObject(source[key]) && isObject(target[key])) {
      guarded(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  }
}

// ok: js-recursive-merge-without-guard
function shallow(target, source) {
  for (const key in source) {
    target[key] = source[key];
  }
}
