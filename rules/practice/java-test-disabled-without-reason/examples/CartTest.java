class CartTest {
  @Test
  // ruleid: java-test-disabled-without-reason
  @Disabled
  void keepsTheCart() {
    assertEquals(1, cart.size());
  }

  @Test
  // ok: java-test-disabled-without-reason
  @Disabled("until the session store keeps carts")
  void keepsTheCartOverALogin() {
    assertEquals(1, cart.size());
  }

  @Test
  // ok: java-test-disabled-without-reason
  void addsAnItem() {
    assertEquals(1, cart.size());
  }
}
