export function close(orders: Order[]): void {
  // ruleid: js-async-callback-in-for-each
  orders.forEach(async (order: Order): Promise<void> => {
    await archive(order);
  });
  // ok: js-async-callback-in-for-each
  orders.forEach((order) => queue.push(order));
}
