import DOMPurify from 'dompurify';

export const Comment = ({ comment }) => (
  <section>
    {/* ruleid: react-dangerous-html */}
    <div dangerouslySetInnerHTML={{ __html: comment.body }} />
    {/* ruleid: react-dangerous-html */}
    <p className="note" dangerouslySetInnerHTML={{ __html: `<b>${comment.title}</b>` }}></p>
    {/* ok: react-dangerous-html */}
    <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(comment.body) }} />
    {/* ok: react-dangerous-html */}
    <div dangerouslySetInnerHTML={{ __html: '&nbsp;' }} />
    {/* ok: react-dangerous-html */}
    <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(comment.data) }} />
    {/* ok: react-dangerous-html */}
    <p>{comment.body}</p>
  </section>
);

export function Cleaned({ body }) {
  const html = DOMPurify.sanitize(body);
  // ok: react-dangerous-html
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}
