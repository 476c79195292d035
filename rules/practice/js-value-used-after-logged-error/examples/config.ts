export async function port(): Promise<number> {
  let config: Config;
  try {
    config = await read();
  } catch (error) {
    logger.error(error);
  }
  // ruleid: js-value-used-after-logged-error
  return config.port;
}
