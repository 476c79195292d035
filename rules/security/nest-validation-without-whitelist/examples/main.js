async function bootstrap(app) {
  // ruleid: nest-validation-without-whitelist
  app.useGlobalPipes(new ValidationPipe());
  // ok: nest-validation-without-whitelist
  app.useGlobalPipes(new ValidationPipe({ whitelist: true }));
}
