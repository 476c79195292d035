class Orders {
  void ship(Order order, String wanted, String given) {
    // ruleid: java-string-compared-by-identity
    if (order.getState() == "paid") {
      send(order);
    }
    // ruleid: java-string-compared-by-identity
    if (wanted != given) {
      send(order);
    }
    // ok: java-string-compared-by-identity
    if ("paid".equals(order.getState())) {
      send(order);
    }
    // ok: java-string-compared-by-identity
    if (given == null || order.count() == 1) {
      return;
    }
    // ok: java-string-compared-by-identity
    if (given.charAt(0) == 'p') {
      return;
    }
  }
}
