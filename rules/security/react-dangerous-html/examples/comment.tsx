import { createElement } from 'react';

export function Article({ html }: { html: string }) {
  // ruleid: react-dangerous-html
  return <article dangerouslySetInnerHTML={{ __html: html }} />;
}

export const Bare = ({ html }: { html: string }) =>
  // ruleid: react-dangerous-html
  createElement('div', { dangerouslySetInnerHTML: { __html: html } });

const ICON = '<svg></svg>';
// ok: react-dangerous-html
export const Icon = () => <span dangerouslySetInnerHTML={{ __html: ICON }} />;
