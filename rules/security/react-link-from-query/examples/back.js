export function Back() {
  const [params] = useSearchParams();
  // ruleid: react-link-from-query
  return <a href={params.get('back')}>Back</a>;
}

export function Frame() {
  const src = new URLSearchParams(window.location.search).get('src');
  // ruleid: react-link-from-query
  return <iframe title="x" src={src} />;
}

export function Page() {
  const [params] = useSearchParams();
  const id = params.get('id');
  return (
    <p>
      {/* ok: react-link-from-query */}
      <a href={`/users/${id}`}>User</a>
      {/* ok: react-link-from-query */}
      <a href={'/users/' + id}>User</a>
      {/* ok: react-link-from-query */}
      <a href={safePath(params.get('back'))}>Back</a>
      {/* ok: react-link-from-query */}
      <span title={id}>{id}</span>
    </p>
  );
}
