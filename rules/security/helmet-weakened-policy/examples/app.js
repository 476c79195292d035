app.use(
  helmet.contentSecurityPolicy({
    directives: {
      // ruleid: helmet-weakened-policy
      scriptSrc: ["'self'", "'unsafe-inline'"],
      // ok: helmet-weakened-policy
      styleSrc: ["'self'", "'unsafe-inline'"],
    },
  }),
);
// ok: helmet-weakened-policy
app.use(helmet.contentSecurityPolicy({ directives: { scriptSrc: ["'self'"] } }));
