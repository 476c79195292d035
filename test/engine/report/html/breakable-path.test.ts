import { expect, it } from 'vitest';
import { breakablePath } from '../../../../engine/report/html/breakable-path.ts';

it.each([
  ['src/flask/app.py:12', 'src/<wbr>flask/<wbr>app.py:12'],
  ['app.py', 'app.py'],
  ['<b>/a&b//c/', '&lt;b&gt;/<wbr>a&amp;b//<wbr>c/'],
  ['', ''],
])('%j is %j', (path, html) => {
  expect(breakablePath(path)).toBe(html);
});
