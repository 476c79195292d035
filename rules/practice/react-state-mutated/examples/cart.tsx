export function Cart() {
  const [items, setItems] = useState<string[]>([]);
  // ruleid: react-state-mutated
  const remove = (at: number) => items.splice(at, 1);
  // ok: react-state-mutated
  const first = items.slice(0, 1);
  return <p onClick={() => remove(0)}>{first}</p>;
}
