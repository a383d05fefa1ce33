package io.tapehouse.sql;

import io.tapehouse.store.lake.Lake;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pages of shareholdings in CCASS that were posted for a day, and what they call holders. */
record CcassDay(LocalDate date, int version, List<CcassPage> pages, List<Name> names) {

  static final String DATASET = "hkex.ccass_shareholding";

  /** What the pages of a language call a participant. */
  record Name(String participant, String language, String name) {

    @Nullable String code() {
      return CcassPage.isConsenting(participant) ? null : participant;
    }

    String kind() {
      return switch (participant.charAt(0)) {
        case 'B' -> "broker";
        case 'C' -> "custodian";
        default -> "consenting";
      };
    }

    String address() {
      return "the house of " + name;
    }
  }

  /** The first posting of a day whose pages call everybody by the number. */
  static CcassDay of(LocalDate date, CcassPage... pages) {
    List<CcassPage> all = List.of(pages);
    return new CcassDay(date, 1, all, named(all));
  }

  /** A name for each holder in the language of each page. */
  static List<Name> named(List<CcassPage> pages) {
    return pages.stream()
        .flatMap(
            page ->
                page.holdings().stream()
                    .map(
                        one ->
                            new Name(
                                one.participant(),
                                page.language(),
                                page.language() + " " + one.participant())))
        .distinct()
        .toList();
  }

  CcassDay version(int number) {
    return new CcassDay(date, number, pages, names);
  }

  CcassDay calling(String participant, String language, String name) {
    return new CcassDay(
        date,
        version,
        pages,
        names.stream()
            .map(
                one ->
                    one.participant().equals(participant) && one.language().equals(language)
                        ? new Name(participant, language, name)
                        : one)
            .toList());
  }

  /** A participant's name on the page of a language. */
  String name(String participant, String language) {
    return names.stream()
        .filter(one -> one.participant().equals(participant) && one.language().equals(language))
        .map(Name::name)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return date + " v" + version;
  }

  /** As the lake has it. */
  LakeDay in(Lake lake) {
    return new LakeDay(lake, DATASET, date)
        .version(version)
        .fill("ccass_page", values(pages.stream().map(this::pageRow).toList(), 14))
        .fill(
            "ccass_row",
            values(
                pages.stream()
                    .flatMap(page -> page.holdings().stream().map(one -> row(page, one)))
                    .toList(),
                4))
        .fill("ccass_name", values(names.stream().map(CcassDay::nameRow).toList(), 6));
  }

  private String pageRow(CcassPage page) {
    long intermediaries = page.shares(false);
    long consenting = page.shares(true);
    long hidden = page.nonConsenting();
    return "'%s', DATE '%s', 'STOCK %s', '%s', %s, %d, %d, %d, %d, %d, %d, %d, %d, %s"
        .formatted(
            page.stock(),
            page.date(),
            page.stock(),
            page.language(),
            page.issued(),
            intermediaries,
            page.holders(false),
            consenting,
            page.holders(true),
            hidden,
            hidden == 0 ? 0 : 1,
            intermediaries + consenting + hidden,
            page.holdings().size() + (hidden == 0 ? 0 : 1),
            page.isPercentPublished());
  }

  private static String row(CcassPage page, CcassPage.Holding one) {
    return "'%s', '%s', %d, %s"
        .formatted(page.stock(), one.participant(), one.shares(), one.percent());
  }

  private static String nameRow(Name one) {
    return "'%s', '%s', %s, '%s', '%s', '%s'"
        .formatted(
            one.participant(),
            one.language(),
            Optional.ofNullable(one.code()).map(code -> "'" + code + "'").orElse("NULL"),
            one.kind(),
            one.name(),
            one.address());
  }

  private static String values(List<String> rows, int columns) {
    return rows.isEmpty()
        ? "SELECT " + "NULL, ".repeat(columns - 1) + "NULL WHERE false"
        : rows.stream().collect(Collectors.joining("), (", "VALUES (", ")"));
  }
}
