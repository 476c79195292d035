async function bootstrap(app: INestApplication) {
  // ruleid: nest-validation-without-whitelist
  app.useGlobalPipes(new ValidationPipe({ transform: true }));
  // ok: nest-validation-without-whitelist
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
  // ok: nest-validation-without-whitelist
  app.useGlobalPipes(new ValidationPipe({ ...options }));
  // ok: nest-validation-without-whitelist
  app.useGlobalPipes(new ZodValidationPipe());
}
