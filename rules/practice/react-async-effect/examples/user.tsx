export function User({ id }: { id: string }) {
  // ruleid: react-async-effect
  useEffect(async () => {
    setUser(await readUser(id));
  }, [id]);
  // ok: react-async-effect
  useEffect(() => void load(id), [id]);
  return <p>{id}</p>;
}
