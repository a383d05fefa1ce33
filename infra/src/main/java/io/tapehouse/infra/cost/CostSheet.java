package io.tapehouse.infra.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * Counts times prices. Nothing is rounded but what is shown.
 *
 * @param title what the counts are of
 */
public record CostSheet(String title, Counts counts, Prices prices) {

  /** One item of it. */
  public record Line(Item item, BigDecimal amount, Price price) {

    /** In US dollars. */
    public BigDecimal usd() {
      return price.of(amount);
    }
  }

  /** What there is some of, in the order of {@link Item}. */
  public List<Line> lines() {
    return counts.amounts().entrySet().stream()
        .filter(entry -> entry.getValue().signum() > 0)
        .map(entry -> new Line(entry.getKey(), entry.getValue(), prices.of(entry.getKey())))
        .toList();
  }

  /** In US dollars. */
  public BigDecimal total() {
    return lines().stream().map(Line::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** As a table; a star marks a price that was not seen. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            "%s, %s, prices of %s%n".formatted(title, prices.region(), prices.date()));
    for (Line line : lines()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-30s %,16.2f x %-10s / %-9s %s %,12.4f%n",
              line.item().key(),
              line.amount(),
              line.price().usd().toPlainString(),
              line.price().per().toPlainString(),
              line.price().wasSeen() ? " " : "*",
              line.usd()));
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "  %-30s %55s%n",
                "total, USD",
                total().setScale(2, RoundingMode.HALF_UP).toPlainString()))
        .toString();
  }
}
