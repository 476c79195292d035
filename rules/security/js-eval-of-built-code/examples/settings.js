// ruleid: js-eval-of-built-code
const value = eval('settings.' + name);
// ruleid: js-eval-of-built-code
const data = eval(text);
// ruleid: js-eval-of-built-code
const add = new Function('a', `return a + ${offset}`);
// ruleid: js-eval-of-built-code
setTimeout("refresh('" + id + "')", 100);
// ok: js-eval-of-built-code
setTimeout(() => refresh(`${id}`), 100);
// ok: js-eval-of-built-code
const answer = eval('1 + 1');
// ok: js-eval-of-built-code
const globalObject = new Function('return this')();
// ok: js-eval-of-built-code
const own = settings[name];
// ok: js-eval-of-built-code
page.$eval('main', (node) => node.textContent);
// ok: js-eval-of-built-code
setTimeout(refresh, 100);
