package io.tapehouse.dictionary;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a dataset's files go and what depends on them: the {@code lineage:} block of a dataset.
 * Immutable.
 *
 * @param dag id of the DAG that brings it; null: the DAGs of every exchange whose calendar it holds
 * @param role what its files are for
 * @param rules version of the rules by which its files become rows; see {@link #rules()}
 * @param fills the tables of the warehouse whose rows it loads, each with the table of the lake
 *     that they come from
 * @param needs further tables of the lake without which it cannot be loaded
 * @param yieldsTo datasets whose rows of a date, in the tables that both fill, its own make way for
 * @param references tables of the warehouse that it adds to, and that no load owns
 * @param evidence what the checks of its loads read besides the rows that they load
 * @param digest what its rows and checks depend on besides files
 * @param tickTable the table of the lake that takes its prints, if these are kept: {@link #ticks()}
 */
public record Lineage(
    @Nullable String dag,
    Role role,
    int rules,
    @Nullable Map<String, String> fills,
    @Nullable List<String> needs,
    @JsonProperty("yields_to") @Nullable List<String> yieldsTo,
    @Nullable List<String> references,
    @Nullable List<Evidence> evidence,
    @Nullable List<DigestPart> digest,
    @JsonProperty("ticks") @Nullable String tickTable) {

  /** Replaces what the file leaves out by nothing. */
  public Lineage {
    if (rules < 1) {
      throw new IllegalArgumentException("expected a version of the rules from 1, found " + rules);
    }
    fills = fills == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fills));
    needs = needs == null ? List.of() : List.copyOf(needs);
    yieldsTo = yieldsTo == null ? List.of() : List.copyOf(yieldsTo);
    references = references == null ? List.of() : List.copyOf(references);
    evidence = evidence == null ? List.of() : List.copyOf(evidence);
    digest = digest == null ? List.of() : List.copyOf(digest);
  }

  /** What a dataset's files are for. */
  public enum Role {
    /** Rows of the warehouse, a file a trading date. */
    @JsonProperty("facts")
    FACTS("Facts"),
    /** Only checks of other datasets read them. */
    @JsonProperty("evidence")
    EVIDENCE("Evidence"),
    /** Rows of the warehouse, a file a month or a year; loaded before the facts of its days. */
    @JsonProperty("history")
    HISTORY("History"),
    /** They name closed days and make no rows of facts. */
    @JsonProperty("schedule")
    SCHEDULE("Schedule");

    private final String text;

    Role(String text) {
      this.text = text;
    }

    /** The word for it, as a sentence begins. */
    public String text() {
      return text;
    }
  }

  /** What rows or checks depend on besides the bytes of files. */
  public enum DigestPart {
    /** The trading day before the date: it decides which contracts are alive, and their labels. */
    @JsonProperty("trading_day_before")
    TRADING_DAY_BEFORE,
    /** The exchange's own open, high, low and close of TAIEX on the date. */
    @JsonProperty("daily_index")
    DAILY_INDEX
  }

  /**
   * Something that a check reads. A check that lacks it is {@code not_evaluated}.
   *
   * @param check name of the check
   * @param dataset the dataset that holds it; null: the loaded one itself
   * @param lake the table of the lake that it is read from; null: a table of the warehouse
   */
  public record Evidence(String check, @Nullable String dataset, @Nullable String lake) {}

  /**
   * Version of the rules by which its files become rows. It is raised whenever the same file would
   * give other rows or other results of checks; all partitions of the dataset, and of no other, are
   * then made anew by their next run.
   */
  @Override
  public int rules() {
    return rules;
  }

  /**
   * The table of the lake that takes the prints of its files where {@code pipeline.keep-ticks} is
   * set. No load reads it; the files that it has are those of the attempts that were loaded.
   */
  public Optional<String> ticks() {
    return Optional.ofNullable(tickTable);
  }

  /** The lineage of a declared dataset: a table has one name in the lake and in the warehouse. */
  Lineage filling(List<Declaration> tables) {
    Map<String, String> own = new LinkedHashMap<>();
    tables.forEach(table -> own.put(table.fills(), table.fills()));
    boolean contracts = tables.stream().anyMatch(table -> table.contracts() != null);
    return new Lineage(
        dag,
        role,
        rules,
        own,
        contracts
            ? List.of(Declaration.CHECK_TABLE, Declaration.CONTRACT_TABLE)
            : List.of(Declaration.CHECK_TABLE),
        yieldsTo,
        references,
        evidence,
        digest,
        tickTable);
  }

  /** The tables of the lake without which a partition cannot be loaded. */
  public List<String> lakeTables() {
    Set<String> all = new LinkedHashSet<>(needs);
    all.addAll(fills.values());
    return List.copyOf(all);
  }

  /**
   * The table of the warehouse under which rows of a table of the lake are counted in the ledger:
   * the first that is filled from it, so that no row of a file counts twice.
   */
  public Optional<String> countedIn(String lakeTable) {
    return fills.entrySet().stream()
        .filter(entry -> entry.getValue().equals(lakeTable))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The other datasets that checks read, in the order in which they are named. */
  public List<String> evidenceDatasets() {
    Set<String> all = new LinkedHashSet<>();
    for (Evidence each : evidence) {
      if (each.dataset() != null) {
        all.add(each.dataset());
      }
    }
    return List.copyOf(all);
  }

  /** All tables of the warehouse that it fills or adds to. */
  List<String> warehouseTables() {
    List<String> all = new ArrayList<>(fills.keySet());
    all.addAll(references);
    return all;
  }
}
