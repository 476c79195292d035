import { expect, it } from 'vitest';
import { codeWords } from '../../../../engine/report/html/code-words.ts';

it.each([
  ['`parseAll` is 40 lines long', '<code>parseAll</code> is 40 lines long'],
  ['use `a` or `b && c`', 'use <code>a</code> or <code>b &amp;&amp; c</code>'],
  ['one ` alone, ` a pair ` with spaces', 'one &#x60; alone, &#x60; a pair &#x60; with spaces'],
  ['``', '&#x60;&#x60;'],
  ['`<script>` and <b onclick="x">', '<code>&lt;script&gt;</code> and &lt;b onclick&#x3D;&quot;x&quot;&gt;'],
  ['', ''],
])('%j is %j', (text, html) => {
  expect(codeWords(text)).toBe(html);
});
