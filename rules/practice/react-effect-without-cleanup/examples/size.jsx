export function Size() {
  useEffect(() => {
    // ruleid: react-effect-without-cleanup
    window.addEventListener('resize', measure);
  }, []);
  useEffect(() => {
    // ruleid: react-effect-without-cleanup
    setInterval(tick, 1000);
  }, []);
  useEffect(() => {
    // ok: react-effect-without-cleanup
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  useEffect(() => {
    // ok: react-effect-without-cleanup
    const timer = setInterval(tick, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  useEffect(() => {
    // ok: react-effect-without-cleanup
    document.addEventListener('click', close, { once: true });
  }, []);
  // ok: react-effect-without-cleanup
  const start = () => setInterval(tick, 1000);
  return <p onClick={start} />;
}
