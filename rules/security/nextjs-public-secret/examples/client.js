// ruleid: nextjs-public-secret
const a = new PaymentClient(process.env.NEXT_PUBLIC_PAYMENT_SECRET);
// ok: nextjs-public-secret
const b = new PaymentClient(process.env.PAYMENT_SECRET);
// ok: nextjs-public-secret
const c = new MapView(process.env.NEXT_PUBLIC_MAPS_API_KEY);
// ruleid: nextjs-public-secret
const d = connect(process.env.REACT_APP_DATABASE_URL);
// ok: nextjs-public-secret
const e = new Store(process.env.NEXT_PUBLIC_SUPABASE_ANON_KEY);
// ok: nextjs-public-secret
const f = pay(process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY);
