export function Size() {
  useEffect((): void => {
    // ruleid: react-effect-without-cleanup
    document.addEventListener('keydown', measure);
  }, []);
  useEffect(() => {
    // ok: react-effect-without-cleanup
    window.addEventListener('resize', measure, { signal: control.signal });
  }, []);
  return <p />;
}
