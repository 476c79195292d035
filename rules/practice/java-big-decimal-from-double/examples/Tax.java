class Tax {
  BigDecimal tax(double price, String text) {
    // ruleid: java-big-decimal-from-double
    BigDecimal rate = new BigDecimal(0.19);
    // ruleid: java-big-decimal-from-double
    BigDecimal net = new BigDecimal(price);
    // ok: java-big-decimal-from-double
    BigDecimal exact = new BigDecimal("0.19");
    // ok: java-big-decimal-from-double
    BigDecimal given = new BigDecimal(text);
    // ok: java-big-decimal-from-double
    BigDecimal whole = new BigDecimal(19);
    // ok: java-big-decimal-from-double
    return BigDecimal.valueOf(price);
  }
}
