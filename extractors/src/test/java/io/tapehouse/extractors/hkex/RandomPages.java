package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.hkex.CcassHolding.Kind;
import io.tapehouse.extractors.hkex.CcassPage.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Pages that HKEX could have sent, of participants that do not exist. */
final class RandomPages {

  private final Random random;
  private final Language language;
  private final @Nullable Long issued;

  private RandomPages(Random random) {
    this.random = random;
    language = random.nextInt(3) == 0 ? Language.CHINESE : Language.ENGLISH;
    issued = random.nextInt(4) == 0 ? null : 1_000_000L + random.nextLong(5_000_000_000_000L);
  }

  /** A page of up to so many intermediaries and some investors. */
  static CcassPage page(Random random, int intermediaries) {
    return new RandomPages(random).page(intermediaries);
  }

  private CcassPage page(int most) {
    List<CcassHolding> holdings = new ArrayList<>();
    int intermediaries = random.nextInt(most + 1);
    for (int i = 0; i < intermediaries; i++) {
      holdings.add(intermediary(i));
    }
    int consenting = random.nextInt(4);
    for (int i = 0; i < consenting; i++) {
      // HKEX sorts by shareholding, so investors stand between intermediaries.
      holdings.add(random.nextInt(holdings.size() + 1), consenting());
    }
    CcassCategory intermediary = category(holdings, Kind.INTERMEDIARY);
    CcassCategory consents = category(holdings, Kind.CONSENTING);
    boolean hidden = random.nextBoolean() || holdings.isEmpty();
    long hiddenShares = random.nextInt(1_000_000);
    CcassCategory nonConsenting =
        hidden
            ? new CcassCategory(hiddenShares, 1 + random.nextInt(2_000), percent(hiddenShares))
            : null;
    long shares = 0;
    int participants = 0;
    for (CcassCategory category : new CcassCategory[] {intermediary, consents, nonConsenting}) {
      if (category != null) {
        shares += category.shareholding();
        participants += category.participants();
      }
    }
    LocalDate date = LocalDate.of(2019, 1, 1).plusDays(random.nextInt(2_500));
    return new CcassPage(
        "%05d".formatted(random.nextInt(100_000)),
        language == Language.ENGLISH ? "EXAMPLE HOLDINGS LTD. - B" : "樣本控股有限公司",
        date,
        random.nextBoolean() ? null : date.plusDays(random.nextInt(3)),
        language,
        issued,
        intermediary,
        consents,
        nonConsenting,
        new CcassCategory(shares, participants, percent(shares)),
        holdings);
  }

  private CcassHolding intermediary(int i) {
    boolean withId = random.nextInt(10) > 0;
    long shares =
        random.nextInt(20) == 0 ? -random.nextInt(5_000) : random.nextLong(3_300_000_000L);
    return new CcassHolding(
        withId ? "%c%05d".formatted("ABCP".charAt(random.nextInt(4)), i) : null,
        language == Language.ENGLISH ? "SECURITIES NO. " + i + " & CO LTD" : "第" + i + "證券有限公司",
        random.nextInt(10) == 0 ? "" : "ROOM " + i + "-17 & 18, 1/F R&D TOWER, HONG KONG",
        Kind.INTERMEDIARY,
        shares,
        percent(shares));
  }

  private CcassHolding consenting() {
    long shares = random.nextInt(1_000_000);
    return new CcassHolding(
        null,
        "INVESTOR NO. " + random.nextInt(3),
        random.nextBoolean() ? "*****" : "FLAT " + random.nextInt(9),
        Kind.CONSENTING,
        shares,
        percent(shares));
  }

  private @Nullable CcassCategory category(List<CcassHolding> holdings, Kind kind) {
    long shares = 0;
    int participants = 0;
    for (CcassHolding holding : holdings) {
      if (holding.kind() == kind) {
        shares += holding.shareholding();
        participants++;
      }
    }
    return participants == 0 ? null : new CcassCategory(shares, participants, percent(shares));
  }

  private @Nullable BigDecimal percent(long shares) {
    return issued == null
        ? null
        : BigDecimal.valueOf(shares)
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(issued), 2, RoundingMode.DOWN);
  }
}
