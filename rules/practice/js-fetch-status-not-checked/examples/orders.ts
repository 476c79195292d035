export async function readOrders(signal: AbortSignal): Promise<Order[]> {
  const response: Response = await fetch('/orders', { signal });
  // ruleid: js-fetch-status-not-checked
  const orders: Order[] = await response.json();
  return orders;
}

export async function readChecked(): Promise<Order[]> {
  const response = await fetch('/orders');
  if (response.ok) {
    // ok: js-fetch-status-not-checked
    return response.json();
  }
  return [];
}
