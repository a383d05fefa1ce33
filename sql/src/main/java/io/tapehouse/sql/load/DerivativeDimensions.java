package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;
import java.util.List;
import java.util.stream.Collectors;

/** The dimensions {@code derivative}, {@code derivative_detail} and {@code derivative_spread}. */
final class DerivativeDimensions {

  private final Session session;

  private DerivativeDimensions(Session session) {
    this.session = session;
  }

  /** Gives the dimensions what accepted rows of {@code facts} refer to. */
  static void merge(Loading loading, List<Fact> facts) {
    Session session = loading.session();
    IndexNames.merge(
        session,
        loading.dictionary().products().indexNames(),
        "SELECT load_no, index_name AS name, CAST(NULL AS VARCHAR(400)) AS name_local"
            + " FROM stage_lake_derivative_contract");
    DerivativeDimensions dimensions = new DerivativeDimensions(session);
    dimensions.stageContracts();
    dimensions.mergeProducts();
    dimensions.insertContracts();
    List<String> spreads =
        facts.stream()
            .filter(fact -> fact.surrogates().contains(StagedContracts.SPREAD))
            .map(Fact::staged)
            .toList();
    if (!spreads.isEmpty()) {
      dimensions.insertSpreads(spreads);
    }
  }

  /** What the files of accepted loads say of a contract; of several the latest counts. */
  private void stageContracts() {
    session.temporary(
        "stage_detail",
        """
        AS SELECT contract, derivative_type, product, expire, strike_price, option_type, index_name, underlying,
            exchange_code
        FROM (SELECT c.*, row_number() OVER (PARTITION BY derivative_type, product, contract
                ORDER BY load_no DESC) AS age
            FROM stage_lake_derivative_contract c
            WHERE load_no IN (SELECT load_no FROM stage_accepted)) d
        WHERE age = 1""");
  }

  /**
   * Ids follow the order of natural keys, so that the same batch gives the same ids. The dictionary
   * may learn later what a product follows. In Redshift's MERGE a row is written wherever one
   * matches, so only what is new or has changed is merged.
   */
  private void mergeProducts() {
    session.temporary(
        "stage_derivative",
        """
        AS SELECT s.product, s.derivative_type, s.underlying, s.exchange_code, i.id AS index_id
        FROM (SELECT product, derivative_type, max(index_name) AS index_name, max(underlying) AS underlying,
                max(exchange_code) AS exchange_code
            FROM stage_detail GROUP BY product, derivative_type) s
        LEFT JOIN index i ON i.name = s.index_name AND i.market = 'TW'""");
    session.temporary(
        "stage_derivative_change",
        """
        AS SELECT CAST(t.id + row_number() OVER (PARTITION BY CASE WHEN d.id IS NULL THEN 1 ELSE 0 END
                ORDER BY s.product, s.derivative_type) AS INTEGER) AS id,
            s.product, s.derivative_type, coalesce(s.index_id, d.index_id) AS index_id,
            coalesce(s.underlying, d.underlying) AS underlying, s.exchange_code
        FROM stage_derivative s
        CROSS JOIN (SELECT coalesce(max(id), 0) AS id FROM derivative) t
        LEFT JOIN derivative d ON d.name = s.product AND d.derivative_type = s.derivative_type
        WHERE d.id IS NULL
            OR s.index_id IS NOT NULL AND (d.index_id IS NULL OR d.index_id <> s.index_id)
            OR s.underlying IS NOT NULL AND (d.underlying IS NULL OR d.underlying <> s.underlying)""");
    session.execute(
        """
        MERGE INTO derivative USING stage_derivative_change s
        ON derivative.name = s.product AND derivative.derivative_type = s.derivative_type
        WHEN MATCHED THEN UPDATE SET index_id = s.index_id, underlying = s.underlying
        WHEN NOT MATCHED THEN INSERT (id, index_id, underlying, name, derivative_type, exchange_code)
            VALUES (s.id, s.index_id, s.underlying, s.product, s.derivative_type, s.exchange_code)""");
  }

  /** A contract never changes, so there is nothing to merge. */
  private void insertContracts() {
    session.execute(
        """
        INSERT INTO derivative_detail (id, derivative_id, contract, expire, strike_price, option_type)
        SELECT CAST(t.id + row_number() OVER (ORDER BY s.contract) AS INTEGER),
            d.id, s.contract, s.expire, s.strike_price, s.option_type
        FROM stage_detail s
        CROSS JOIN (SELECT coalesce(max(id), 0) AS id FROM derivative_detail) t
        JOIN derivative d ON d.name = s.product AND d.derivative_type = s.derivative_type
        LEFT JOIN derivative_detail c ON c.contract = s.contract
        WHERE c.id IS NULL AND s.contract IS NOT NULL""");
    session.temporary(
        "stage_contract_id",
        """
        AS SELECT n.no, c.id, c.derivative_id
        FROM stage_contract n JOIN derivative_detail c ON c.contract = n.contract""");
    session.temporary(
        "stage_family_id",
        """
        AS SELECT n.no, d.id
        FROM stage_family n JOIN derivative d ON d.name = n.product AND d.derivative_type = n.derivative_type""");
  }

  private void insertSpreads(List<String> staged) {
    String named =
        staged.stream()
            .map(
                ("SELECT b.derivative_spread_id FROM %s b"
                        + " WHERE b.load_no IN (SELECT load_no FROM stage_accepted)")
                    ::formatted)
            .collect(Collectors.joining(" UNION ALL "));
    session.temporary(
        "stage_spread_leg",
        """
        AS SELECT s.no, l.derivative_id, l.id AS near_detail_id, r.id AS far_detail_id
        FROM stage_spread s
        JOIN stage_contract nl ON nl.contract = s.near_contract
        JOIN stage_contract nr ON nr.contract = s.far_contract
        JOIN stage_contract_id l ON l.no = nl.no
        JOIN stage_contract_id r ON r.no = nr.no
        WHERE s.no IN (%s)"""
            .formatted(named));
    session.execute(
        """
        INSERT INTO derivative_spread (id, derivative_id, near_detail_id, far_detail_id)
        SELECT CAST(t.id + row_number() OVER (ORDER BY s.no) AS INTEGER),
            s.derivative_id, s.near_detail_id, s.far_detail_id
        FROM stage_spread_leg s
        CROSS JOIN (SELECT coalesce(max(id), 0) AS id FROM derivative_spread) t
        LEFT JOIN derivative_spread d ON d.near_detail_id = s.near_detail_id AND d.far_detail_id = s.far_detail_id
        WHERE d.id IS NULL""");
    session.temporary(
        "stage_spread_id",
        """
        AS SELECT s.no, d.id FROM stage_spread_leg s
        JOIN derivative_spread d ON d.near_detail_id = s.near_detail_id AND d.far_detail_id = s.far_detail_id""");
  }
}
