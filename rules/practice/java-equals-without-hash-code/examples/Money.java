class Money {
  private final long cents;

  // ruleid: java-equals-without-hash-code
  public boolean equals(Object other) {
    return other instanceof Money money && money.cents == cents;
  }
}

class Weight {
  private final long grams;

  // ok: java-equals-without-hash-code
  @Override
  public boolean equals(Object other) {
    return other instanceof Weight weight && weight.grams == grams;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(grams);
  }
}

class Names {
  // ok: java-equals-without-hash-code
  public boolean equals(String one, String other) {
    return one.equalsIgnoreCase(other);
  }
}
