package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Numbers for the contracts that the files of a batch name, and for their families and spreads;
 * they hold for the batch alone.
 *
 * <ul>
 *   <li>{@code stage_contract}: contracts, with the numbers of their products;
 *   <li>{@code stage_product}: the codes of those;
 *   <li>{@code stage_family}: products by their type, as {@code derivative} has them;
 *   <li>{@code stage_spread}: pairs of contracts.
 * </ul>
 */
final class StagedContracts {

  /** A column {@code derivative_id}: a product by its code and type. */
  static final Surrogate FAMILY =
      new Surrogate("derivative_id", "stage_family", List.of("product", "derivative_type"));

  /** A column {@code derivative_detail_id}. */
  static final Surrogate CONTRACT =
      new Surrogate("derivative_detail_id", "stage_contract", List.of("contract"));

  /** A column {@code derivative_spread_id}. */
  static final Surrogate SPREAD =
      new Surrogate(
          "derivative_spread_id", "stage_spread", List.of("near_contract", "far_contract"));

  /** The columns that refer to dimensions of contracts. */
  static final List<Surrogate> SURROGATES = List.of(FAMILY, CONTRACT, SPREAD);

  private StagedContracts() {}

  /** Whether rows of {@code fact} refer to one of the dimensions. */
  static boolean isOfContracts(Fact fact) {
    return fact.surrogates().stream().anyMatch(SURROGATES::contains);
  }

  /** Reads the contracts of the lake, and the spreads that rows of {@code facts} are of. */
  static void stage(Loading loading, List<Fact> facts) {
    LakeFiles lake = loading.lake();
    Session session = loading.session();
    lake.stage("derivative_contract");
    session.temporary(
        "stage_contract",
        """
        AS
        SELECT CAST(row_number() OVER (ORDER BY contract) AS INTEGER) AS no, contract, contract AS name,
            CAST(dense_rank() OVER (ORDER BY product) AS INTEGER) AS product_no, product
        FROM (SELECT contract, min(product) AS product FROM stage_lake_derivative_contract
            WHERE contract IS NOT NULL GROUP BY contract) c""");
    session.temporary(
        "stage_product",
        """
        AS
        SELECT DISTINCT product_no, product FROM stage_contract""");
    session.temporary(
        "stage_family",
        """
        AS
        SELECT CAST(row_number() OVER (ORDER BY product, derivative_type) AS INTEGER) AS no,
            product, derivative_type, product AS name
        FROM (SELECT DISTINCT product, derivative_type FROM stage_lake_derivative_contract) c""");
    String spreads =
        facts.stream()
            .filter(fact -> fact.surrogates().contains(SPREAD))
            .map(fact -> lake.rows(fact.lakeTable(loading.dictionary())))
            .map("SELECT p.near_contract, p.far_contract FROM %s"::formatted)
            .collect(Collectors.joining(" UNION "));
    if (!spreads.isEmpty()) {
      session.temporary(
          "stage_spread",
          """
          AS
          SELECT CAST(row_number() OVER (ORDER BY near_contract, far_contract) AS INTEGER) AS no,
              near_contract, far_contract, near_contract || ' and ' || far_contract AS name, c.product_no
          FROM (SELECT DISTINCT near_contract, far_contract FROM (%s) p) s
          JOIN stage_contract c ON c.contract = s.near_contract
          JOIN stage_contract d ON d.contract = s.far_contract"""
              .formatted(spreads));
    }
  }
}
