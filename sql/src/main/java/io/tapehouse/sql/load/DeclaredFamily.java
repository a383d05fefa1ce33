package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The declared datasets that fill tables of facts in common. What the checks of a file found
 * becomes results of the load.
 */
final class DeclaredFamily implements Family {

  private static final Surrogate INDEX = new Surrogate("index_id", "stage_index", List.of("name"));

  private final List<Fact> facts;
  private final List<Fact> ofIndices;
  private final boolean ofContracts;

  private DeclaredFamily(List<Fact> facts) {
    this.facts = facts;
    this.ofIndices = facts.stream().filter(fact -> fact.surrogates().contains(INDEX)).toList();
    this.ofContracts = facts.stream().anyMatch(StagedContracts::isOfContracts);
  }

  /** All of them: each table is of one family, and all tables of a dataset are of the same. */
  static List<DeclaredFamily> all(Dictionary dictionary) {
    List<Set<String>> groups = new ArrayList<>();
    for (Dataset dataset : dictionary.datasets()) {
      if (dataset.isDeclared()) {
        Set<String> group = new LinkedHashSet<>(dataset.lineage().fills().keySet());
        List<Set<String>> joined =
            groups.stream().filter(other -> other.stream().anyMatch(group::contains)).toList();
        joined.forEach(group::addAll);
        groups.removeAll(joined);
        groups.add(group);
      }
    }
    return groups.stream()
        .map(
            group ->
                new DeclaredFamily(group.stream().map(name -> fact(dictionary, name)).toList()))
        .toList();
  }

  private static Fact fact(Dictionary dictionary, String name) {
    Table table = dictionary.warehouseTable(name).orElseThrow();
    List<Surrogate> surrogates =
        Stream.concat(Stream.of(INDEX), StagedContracts.SURROGATES.stream())
            .filter(surrogate -> table.column(surrogate.column()).isPresent())
            .toList();
    List<String> beside =
        dictionary.lakeTable(name).columns().stream()
            .map(Table.Column::name)
            .filter(Stocks.QUOTED_NAME::equals)
            .toList();
    return new Fact(name, surrogates, beside);
  }

  @Override
  public boolean has(Dataset dataset) {
    return dataset.isDeclared()
        && facts.stream().anyMatch(fact -> dataset.lineage().fills().containsKey(fact.table()));
  }

  @Override
  public List<Fact> facts() {
    return facts;
  }

  @Override
  public void stage(Loading loading) {
    if (!ofIndices.isEmpty()) {
      IndexNames.stage(
          loading,
          ofIndices.stream()
              .map(fact -> fact.lakeTable(loading.dictionary()))
              .map(
                  lake ->
                      "SELECT f.load_no, p.name, p.name_local FROM " + loading.lake().rows(lake))
              .collect(Collectors.joining(" UNION ALL ")));
    }
    if (ofContracts) {
      StagedContracts.stage(loading, facts);
    }
    facts.forEach(loading.facts()::stage);
    loading.lake().stage(Declaration.CHECK_TABLE);
    if (fills("put_call_ratio")) {
      PutCallRatioCheck.stage(loading);
    }
  }

  @Override
  public void check(Loading loading) {
    loading
        .session()
        .execute(
            """
            INSERT INTO stage_check
            SELECT c.load_no, c.table_name, c.check_name, c.dataset, c.severity, c.status, c.expected, c.found
            FROM stage_lake_file_check c
            JOIN stage_load l ON l.load_no = c.load_no AND l.dataset = c.dataset""");
    if (fills("put_call_ratio")) {
      PutCallRatioCheck.evaluate(loading);
    }
    if (fills(StockAdjustments.QUOTES)) {
      new Stocks(loading.session()).check();
    }
  }

  private boolean fills(String table) {
    return facts.stream().anyMatch(fact -> fact.table().equals(table));
  }

  @Override
  public void dimensions(Loading loading) {
    if (!ofIndices.isEmpty()) {
      IndexNames.number(loading);
    }
    if (ofContracts) {
      DerivativeDimensions.merge(loading, facts);
    }
    if (fills(CorporateActions.LISTING)) {
      new CorporateActions(loading.session()).stageTouched();
    }
    if (fills(CorporateActions.DETAIL)) {
      new CorporateActions(loading.session()).stageTouchedByDetails();
    }
    for (String lists : List.of(Stocks.LISTING, Stocks.COMPANIES)) {
      if (fills(lists)) {
        new Stocks(loading.session()).stageReplaced(lists);
      }
    }
  }

  @Override
  public void derive(Loading loading) {
    boolean ofEvents = fills(CorporateActions.LISTING) || fills(CorporateActions.DETAIL);
    if (ofEvents) {
      new CorporateActions(loading.session()).renew();
    }
    if (ofEvents || fills(StockAdjustments.QUOTES)) {
      new StockAdjustments(loading.session()).renew();
    }
    Stocks stocks = new Stocks(loading.session());
    if (fills(StockAdjustments.QUOTES)) {
      stocks.renewByQuotes();
    }
    if (fills(Stocks.LISTING)) {
      stocks.renewBySecurities();
    }
    if (fills(Stocks.COMPANIES)) {
      stocks.renewByCompanies();
    }
  }
}
