class Store {
  void save(Order order) {
    try {
      write(order);
    } catch (SQLException e) {
      // ruleid: java-print-stack-trace
      e.printStackTrace();
    }
    try {
      write(order);
    } catch (SQLException e) {
      // ok: java-print-stack-trace
      log.error("not saved", e);
      // ok: java-print-stack-trace
      e.printStackTrace(writer);
    }
  }
}
