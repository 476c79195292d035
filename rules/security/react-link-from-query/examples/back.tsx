import { useRouter } from 'next/router';

export default function Done() {
  const router = useRouter();
  const next = router.query.next as string;
  return (
    <div>
      {/* ruleid: react-link-from-query */}
      <a href={next}>Continue</a>
      {/* ok: react-link-from-query */}
      <a href={`https://example.com/?from=${next}`}>Help</a>
    </div>
  );
}
