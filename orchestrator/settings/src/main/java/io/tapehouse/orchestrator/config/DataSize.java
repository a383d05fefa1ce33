package io.tapehouse.orchestrator.config;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or disk.
 *
 * <p>Written as a whole number with a unit: {@code KiB}, {@code MiB}, {@code GiB}, {@code TiB} and
 * Java's own {@code k}, {@code m}, {@code g}, {@code t} are powers of 1024; {@code kB}, {@code MB},
 * {@code GB}, {@code TB} powers of 1000. Capitals make no difference.
 *
 * @param bytes not negative
 */
public record DataSize(long bytes) implements Comparable<DataSize> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18}) ?([A-Za-z]+)");
  private static final long KIBI = 1024;
  private static final long MEGA = 1_000_000;

  /** Units by the text in which they are written, the largest of each kind first. */
  private static final Map<String, Long> UNITS = units();

  /** Refuses less than nothing. */
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("expected a size, found " + bytes + " bytes");
    }
  }

  private static Map<String, Long> units() {
    Map<String, Long> units = new LinkedHashMap<>();
    units.put("TiB", 1L << 40);
    units.put("GiB", 1L << 30);
    units.put("MiB", 1L << 20);
    units.put("KiB", 1L << 10);
    units.put("TB", 1_000_000_000_000L);
    units.put("GB", 1_000_000_000L);
    units.put("MB", MEGA);
    units.put("kB", 1_000L);
    units.put("B", 1L);
    return units;
  }

  /**
   * Reads a text such as {@code 512MiB} or {@code 1g}.
   *
   * @throws IllegalArgumentException if it is none or too large
   */
  public static DataSize parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw notASize(text);
    }
    String unit = parts.group(2);
    // Java's flags write m for MiB.
    String full = unit.length() == 1 && !unit.equalsIgnoreCase("b") ? unit + "iB" : unit;
    long factor =
        UNITS.entrySet().stream()
            .filter(each -> each.getKey().equalsIgnoreCase(full))
            .mapToLong(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> notASize(text));
    BigInteger bytes = new BigInteger(parts.group(1)).multiply(BigInteger.valueOf(factor));
    if (bytes.bitLength() >= Long.SIZE) {
      throw notASize(text);
    }
    return new DataSize(bytes.longValue());
  }

  private static IllegalArgumentException notASize(String text) {
    return new IllegalArgumentException(
        "expected a size such as 512MiB or 1g, found '%s'".formatted(text));
  }

  /** In megabytes of 1,000,000 bytes, rounded down. */
  public long megabytes() {
    return bytes / MEGA;
  }

  /** As Java's {@code -Xmx} takes it, in KiB and rounded down: {@code 1048576k}. */
  public String asJavaFlag() {
    return bytes / KIBI + "k";
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The shortest text that {@link #parse} reads as the same size. */
  @Override
  public String toString() {
    String shortest = String.format(Locale.ROOT, "%dB", bytes);
    for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
      String text = bytes / unit.getValue() + unit.getKey();
      boolean exact = bytes % unit.getValue() == 0;
      if (exact && bytes > 0 && digits(text) < digits(shortest)) {
        shortest = text;
      }
    }
    return shortest;
  }

  private static long digits(String text) {
    return text.chars().filter(Character::isDigit).count();
  }
}
