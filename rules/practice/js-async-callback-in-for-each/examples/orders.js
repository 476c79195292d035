async function close(orders) {
  // ruleid: js-async-callback-in-for-each
  orders.forEach(async (order) => {
    await archive(order);
  });
  // ruleid: js-async-callback-in-for-each
  orders.lines().forEach(async function (line) {
    await archive(line);
  });
  // ruleid: js-async-callback-in-for-each
  orders.forEach(async (order, index) => archive(order, index));
  // ok: js-async-callback-in-for-each
  orders.forEach((order) => print(order));
  // ok: js-async-callback-in-for-each
  await Promise.all(orders.map(async (order) => archive(order)));
  for (const order of orders) {
    // ok: js-async-callback-in-for-each
    await archive(order);
  }
  // ok: js-async-callback-in-for-each
  orders.forEach((order) => {
    order.onClose(async () => {
      await archive(order);
    });
  });
}
