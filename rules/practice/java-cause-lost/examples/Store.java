class Store {
  void save(Order order) {
    try {
      write(order);
    } catch (SQLException e) {
      // ruleid: java-cause-lost
      throw new StoreException("not saved: " + e.getMessage());
    } catch (IOException e) {
      // ruleid: java-cause-lost
      throw new StoreException(e.getMessage());
    } catch (IllegalStateException e) {
      // ok: java-cause-lost
      throw new StoreException("not saved: " + e.getMessage(), e);
    } catch (NumberFormatException e) {
      // ok: java-cause-lost
      throw new IllegalArgumentException("no number: " + order.id());
    }
  }
}
