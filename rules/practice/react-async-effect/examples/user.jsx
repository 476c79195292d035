import React, { useEffect } from 'react';

export function User({ id }) {
  // ruleid: react-async-effect
  useEffect(async () => {
    setUser(await readUser(id));
  }, [id]);
  // ruleid: react-async-effect
  React.useEffect(async () => setUser(await readUser(id)), [id]);
  // ok: react-async-effect
  useEffect(() => {
    async function load() {
      setUser(await readUser(id));
    }
    load().catch(setError);
  }, [id]);
  // ok: react-async-effect
  const save = useCallback(async () => {
    await store(id);
  }, [id]);
  return <p>{id}</p>;
}
