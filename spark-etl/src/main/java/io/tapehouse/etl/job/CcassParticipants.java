package io.tapehouse.etl.job;

import io.tapehouse.extractors.hkex.CcassHolding;
import io.tapehouse.store.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the participants of a day's pages. One with a code is the same on all pages. One without
 * is whom name and address say, and its id is made of them alone, so that it is the same on every
 * day and in every warehouse; a page that names it twice means two. Not safe for use by many
 * threads.
 */
final class CcassParticipants {

  private static final int DIGITS_OF_ID = 10;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Participant> all = new ArrayList<>();

  /**
   * A participant.
   *
   * @param id of the warehouse
   * @param code of CCASS; null: it has none
   * @param kind in the warehouse's words
   */
  record Participant(String id, @Nullable String code, String kind) {}

  /** The numbers of the participants of a page's rows. */
  int[] numbers(List<CcassHolding> rows) {
    Map<String, Integer> repeated = new HashMap<>();
    int[] result = new int[rows.size()];
    for (int row = 0; row < result.length; row++) {
      CcassHolding holding = rows.get(row);
      String code = holding.participantId();
      if (code != null) {
        result[row] = number(code, code, kind(code));
        continue;
      }
      boolean consenting = holding.kind() == CcassHolding.Kind.CONSENTING;
      String kind = consenting ? "consenting" : "unnumbered";
      String identity = kind + "\n" + holding.participantName() + "\n" + holding.address();
      int time = repeated.merge(identity, 1, Integer::sum);
      result[row] = number(time == 1 ? identity : identity + "\n" + time, null, kind);
    }
    return result;
  }

  Participant get(int number) {
    return all.get(number);
  }

  private int number(String identity, @Nullable String code, String kind) {
    Integer known = numbers.get(identity);
    if (known != null) {
      return known;
    }
    String id = code == null ? "I-" + Sha256.of(identity).substring(0, DIGITS_OF_ID) : code;
    all.add(new Participant(id, code, kind));
    numbers.put(identity, all.size() - 1);
    return all.size() - 1;
  }

  /** By the first letter of the code, as HKEX gives them out. */
  private static String kind(String code) {
    return switch (code.charAt(0)) {
      case 'A' -> "clearing";
      case 'B' -> "broker";
      case 'C' -> "custodian";
      default -> "other";
    };
  }
}
