class Importer {
  void run(CompletableFuture<Void> result) {
    try {
      read();
    // ruleid: java-catches-throwable
    } catch (Throwable t) {
      log.error("import failed", t);
    }
    try {
      read();
    // ok: java-catches-throwable
    } catch (Throwable t) {
      close();
      throw t;
    }
    try {
      read();
    // ok: java-catches-throwable
    } catch (Throwable t) {
      result.completeExceptionally(t);
    }
    try {
      read();
    // ok: java-catches-throwable
    } catch (IOException e) {
      log.error("import failed", e);
    }
  }
}
