async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  // ruleid: cors-reflected-origin
  app.enableCors({ origin: true, credentials: true });
  // ok: cors-reflected-origin
  app.enableCors({ origin: process.env.ORIGIN, credentials: true });
}
