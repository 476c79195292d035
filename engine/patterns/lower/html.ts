import { aTerm, type Term } from '../term.ts';
import type { Dialect, Lowering } from './lowering.ts';

/** HTML: elements with their attributes and contents. Names are the same in any case; blanks in text are one. */
export const html: Dialect = {
  transparent: new Set(),
  ignored: new Set(['erroneous_end_tag']),
  handlers: {
    document: (the, node) => contents(the, 'Block', { within: node, items: the.named(node) }),
    element,
    script_element: element,
    style_element: element,
    erroneous_end_tag: (the, node) => the.term('Nothing', node),
    tag_name: (the, node) => caseless(the.name(node, tagName(the.text(node)))),
    attribute: (the, node) => {
      const [name = node, value = 0] = the.named(node);
      const key = caseless(the.name(name));
      if (key.kind === 'Ellipsis' || key.kind === 'MetaEllipsis') return key;
      return the.term('Attribute', node, [key, the.lower(value, node)]);
    },
    quoted_attribute_value: (the, node) => the.string(node, the.text(node).slice(1, -1)),
    attribute_value: (the, node) => {
      const text = the.text(node);
      const meant = /^µ\w+$/.test(text) ? the.placeholder(text) : undefined;
      return meant ? the.term(meant.kind, node, [], meant.value) : the.string(node, text);
    },
    raw_text: (the, node) => text(the, { start: the.tree.startOffset[node]!, end: the.tree.endOffset[node]! }),
  },
};

/** In a pattern the grammar takes no underscores here. */
function tagName(text: string): string {
  return text.startsWith('µ') ? text.replaceAll('-', '_') : text;
}

function caseless(name: Term): Term {
  return name.kind === 'Name' ? { ...name, value: name.value.toLowerCase() } : name;
}

function element(the: Lowering, node: number): Term {
  const open = the.child(node, 'start_tag', 'self_closing_tag');
  const items = the.named(node).filter((child) => !TAGS.has(the.kind(child)));
  return the.term('Element', node, [
    the.lower(the.child(open, 'tag_name'), node),
    the.list(
      'Attributes',
      open || node,
      the.named(open).filter((child) => the.kind(child) === 'attribute'),
    ),
    contents(the, 'Contents', { within: open || node, items }),
  ]);
}

const TAGS = new Set(['start_tag', 'self_closing_tag', 'end_tag']);

/** Text is one as long as only entities stand in it. */
function contents(
  the: Lowering,
  kind: 'Block' | 'Contents',
  { within, items }: { readonly within: number; readonly items: readonly number[] },
): Term {
  const { startOffset, endOffset } = the.tree;
  const terms: Term[] = [];
  for (let at = 0; at < items.length; at++) {
    const first = items[at]!;
    if (!TEXTS.has(the.kind(first))) {
      terms.push(the.lower(first));
      continue;
    }
    while (at + 1 < items.length && TEXTS.has(the.kind(items[at + 1]!))) at++;
    terms.push(...texts(the, { start: startOffset[first]!, end: endOffset[items[at]!]! }));
  }
  return the.listOf(kind, within, terms);
}

const TEXTS = new Set(['text', 'entity']);

/** Text; in a pattern also the ellipses in it. */
function texts(the: Lowering, { start, end }: Span): Term[] {
  if (!the.isPattern) return [text(the, { start, end })];
  let at = start;
  return the.tree.text
    .slice(start, end)
    .split(ELLIPSES)
    .map((part) => text(the, { start: at, end: (at += part.length) }));
}

const ELLIPSES = /(µ___(?:[A-Z][A-Z_0-9]*)?)/;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Text without the blanks around it; nothing, if there are only blanks. */
function text(the: Lowering, { start, end }: Span): Term {
  const whole = the.tree.text.slice(start, end);
  const content = whole.trim();
  if (content === '') return aTerm('Nothing', { start, end });
  const from = start + whole.indexOf(content);
  const span = { start: from, end: from + content.length };
  const meant = /^µ\w+$/.test(content) ? the.placeholder(content) : undefined;
  return meant
    ? aTerm(meant.kind, span, [], meant.value)
    : aTerm('Text', span, [], the.plain(content).replace(/\s+/g, ' '));
}
