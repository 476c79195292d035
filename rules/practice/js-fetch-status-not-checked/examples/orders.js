async function readOrders() {
  const response = await fetch('/orders');
  // ruleid: js-fetch-status-not-checked
  return response.json();
}

async function readShort() {
  // ruleid: js-fetch-status-not-checked
  return (await fetch('/orders')).json();
}

function readByThen() {
  // ruleid: js-fetch-status-not-checked
  return fetch('/orders').then((res) => res.json());
}

async function readChecked() {
  const response = await fetch('/orders');
  if (!response.ok) throw new Error(`status ${response.status}`);
  // ok: js-fetch-status-not-checked
  return response.json();
}

async function readByStatus() {
  const response = await fetch('/orders');
  if (response.status === 404) return undefined;
  // ok: js-fetch-status-not-checked
  return response.json();
}

async function readWithHelper() {
  const response = await fetch('/orders');
  assertOk(response);
  // ok: js-fetch-status-not-checked
  return response.json();
}

async function readWithBody() {
  const response = await fetch('/orders');
  // ok: js-fetch-status-not-checked
  const body = await response.json();
  if (!response.ok) throw new Error(body.message);
  return body;
}

async function readInCondition() {
  const response = await fetch('/orders');
  // ok: js-fetch-status-not-checked
  return response.ok ? response.json() : [];
}
