class Poller {
  void poll() {
    try {
      Thread.sleep(1000);
    // ruleid: java-interrupt-swallowed
    } catch (InterruptedException e) {
      log.warn("interrupted", e);
    }
    try {
      Thread.sleep(1000);
    // ok: java-interrupt-swallowed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      Thread.sleep(1000);
    // ok: java-interrupt-swallowed
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    try {
      read();
    // ok: java-interrupt-swallowed
    } catch (IOException e) {
      log.warn("not read", e);
    }
  }
}
