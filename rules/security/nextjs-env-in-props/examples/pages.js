export async function getServerSideProps() {
  // ruleid: nextjs-env-in-props
  return { props: { apiKey: process.env.PAYMENT_KEY } };
}

export async function getStaticProps() {
  const prices = await loadPrices(process.env.PAYMENT_KEY);
  // ok: nextjs-env-in-props
  return { props: { prices, site: process.env.NEXT_PUBLIC_SITE, mode: process.env.NODE_ENV } };
}

export function other() {
  // ok: nextjs-env-in-props
  return { props: { apiKey: process.env.PAYMENT_KEY } };
}
