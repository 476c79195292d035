class Days {
  // ruleid: java-shared-date-format
  private static final SimpleDateFormat DAY = new SimpleDateFormat("yyyy-MM-dd");
  // ruleid: java-shared-date-format
  static DateFormat time = new SimpleDateFormat("HH:mm");
  // ok: java-shared-date-format
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy-MM");
  // ok: java-shared-date-format
  private static final ThreadLocal<SimpleDateFormat> YEAR = ThreadLocal.withInitial(() -> new SimpleDateFormat("yyyy"));

  String day(Date date) {
    // ok: java-shared-date-format
    SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd");
    return format.format(date);
  }
}
