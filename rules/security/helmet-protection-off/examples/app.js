// ruleid: helmet-protection-off
app.use(helmet({ contentSecurityPolicy: false }));
// ok: helmet-protection-off
app.use(helmet());
app.use(
  helmet({
    // ruleid: helmet-protection-off
    hsts: false,
    // ok: helmet-protection-off
    crossOriginEmbedderPolicy: false,
  }),
);
// ok: helmet-protection-off
const options = { contentSecurityPolicy: false };
