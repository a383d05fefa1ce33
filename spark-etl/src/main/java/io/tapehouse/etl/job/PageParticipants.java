package io.tapehouse.etl.job;

import io.tapehouse.extractors.hkex.CcassHolding;
import io.tapehouse.store.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names the participants of a page. One with a code is the same on all pages. One without is whom
 * name and address say, and its id is made of them alone, so that it is the same on every day and
 * in every warehouse; a page that names it twice means two.
 */
final class PageParticipants {

  private static final int DIGITS_OF_ID = 10;

  private PageParticipants() {}

  /**
   * A participant.
   *
   * @param id of the warehouse
   * @param code of CCASS; null: it has none
   * @param kind in the warehouse's words
   */
  record Participant(String id, @Nullable String code, String kind) {}

  /** The participants of a page's rows, in their order. */
  static List<Participant> of(List<CcassHolding> rows) {
    Map<String, Integer> repeated = new HashMap<>();
    List<Participant> participants = new ArrayList<>(rows.size());
    for (CcassHolding holding : rows) {
      String code = holding.participantId();
      participants.add(
          code == null ? withoutCode(holding, repeated) : new Participant(code, code, kind(code)));
    }
    return participants;
  }

  private static Participant withoutCode(CcassHolding holding, Map<String, Integer> repeated) {
    String kind = holding.kind() == CcassHolding.Kind.CONSENTING ? "consenting" : "unnumbered";
    String identity = kind + "\n" + holding.participantName() + "\n" + holding.address();
    int time = repeated.merge(identity, 1, Integer::sum);
    String whole = time == 1 ? identity : identity + "\n" + time;
    return new Participant("I-" + Sha256.of(whole).substring(0, DIGITS_OF_ID), null, kind);
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
