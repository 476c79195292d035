async function start() {
  let config;
  try {
    config = JSON.parse(await readFile('config.json', 'utf8'));
  } catch (error) {
    console.error(error);
  }
  // ruleid: js-value-used-after-logged-error
  const port = config.port;
  listen(port);
}

async function startChecked() {
  let config;
  try {
    config = JSON.parse(await readFile('config.json', 'utf8'));
  } catch (error) {
    console.error(error);
  }
  if (!config) return;
  // ok: js-value-used-after-logged-error
  listen(config.port);
}

async function startSafely() {
  let config;
  try {
    config = JSON.parse(await readFile('config.json', 'utf8'));
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
  // ok: js-value-used-after-logged-error
  listen(config.port);
}

async function startAnyway() {
  let config;
  try {
    config = await read();
  } catch (error) {
    console.error(error);
  }
  // ok: js-value-used-after-logged-error
  listen(config?.port ?? 80);
}

async function startWithDefault() {
  let config = DEFAULTS;
  try {
    config = await read();
  } catch (error) {
    console.error(error);
  }
  // ok: js-value-used-after-logged-error
  listen(config.port);
}
