package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;
import java.util.List;

/** The dimensions {@code derivative}, {@code derivative_detail} and {@code derivative_spread}. */
final class DerivativeDimensions {

  /** Ids follow the order of natural keys, so that the same batch gives the same ids. */
  private static final List<String> STATEMENTS =
      List.of(
          // What the files of accepted loads say of a contract; of several the latest counts.
          """
          CREATE OR REPLACE TEMP TABLE stage_detail AS
          SELECT contract, arg_max(derivative_type, load_no) AS derivative_type, arg_max(product, load_no) AS product,
              arg_max(expire, load_no) AS expire, arg_max(strike_price, load_no) AS strike_price,
              arg_max(option_type, load_no) AS option_type, arg_max(index_name, load_no) AS index_name,
              arg_max(underlying, load_no) AS underlying, arg_max(exchange_code, load_no) AS exchange_code
          FROM stage_lake_derivative_contract
          WHERE load_no IN (SELECT load_no FROM stage_accepted)
          GROUP BY contract""",
          """
          CREATE OR REPLACE TEMP TABLE stage_derivative AS
          SELECT s.*, i.id AS index_id FROM (
              SELECT product, derivative_type, max(index_name) AS index_name, max(underlying) AS underlying,
                  max(exchange_code) AS exchange_code
              FROM stage_detail GROUP BY product, derivative_type) s
          LEFT JOIN index i ON i.name = s.index_name AND i.market = 'TW'""",
          """
          INSERT INTO derivative (id, index_id, underlying, name, derivative_type, exchange_code)
          SELECT (SELECT coalesce(max(id), 0) FROM derivative)
                  + row_number() OVER (ORDER BY product, derivative_type),
              index_id, underlying, product, derivative_type, exchange_code
          FROM stage_derivative s
          WHERE NOT EXISTS (SELECT 1 FROM derivative d
              WHERE d.name = s.product AND d.derivative_type = s.derivative_type)""",
          // The dictionary may learn later what a product follows.
          """
          UPDATE derivative SET index_id = s.index_id FROM stage_derivative s
          WHERE derivative.name = s.product AND derivative.derivative_type = s.derivative_type
              AND s.index_id IS NOT NULL AND (derivative.index_id IS NULL OR derivative.index_id <> s.index_id)""",
          """
          UPDATE derivative SET underlying = s.underlying FROM stage_derivative s
          WHERE derivative.name = s.product AND derivative.derivative_type = s.derivative_type
              AND s.underlying IS NOT NULL
              AND (derivative.underlying IS NULL OR derivative.underlying <> s.underlying)""",
          """
          INSERT INTO derivative_detail (id, derivative_id, contract, expire, strike_price, option_type)
          SELECT (SELECT coalesce(max(id), 0) FROM derivative_detail) + row_number() OVER (ORDER BY s.contract),
              d.id, s.contract, s.expire, s.strike_price, s.option_type
          FROM stage_detail s
          JOIN derivative d ON d.name = s.product AND d.derivative_type = s.derivative_type
          WHERE NOT EXISTS (SELECT 1 FROM derivative_detail c WHERE c.contract = s.contract)""",
          """
          CREATE OR REPLACE TEMP TABLE stage_contract_id AS
          SELECT n.no, c.id, c.derivative_id
          FROM stage_contract n JOIN derivative_detail c ON c.contract = n.contract""",
          """
          CREATE OR REPLACE TEMP TABLE stage_spread_leg AS
          SELECT s.no, l.derivative_id, l.id AS near_detail_id, r.id AS far_detail_id
          FROM stage_spread s
          JOIN stage_contract nl ON nl.contract = s.near_contract
          JOIN stage_contract nr ON nr.contract = s.far_contract
          JOIN stage_contract_id l ON l.no = nl.no
          JOIN stage_contract_id r ON r.no = nr.no
          WHERE s.no IN (SELECT b.derivative_spread_id FROM stage_derivative_spread_history b
              WHERE b.load_no IN (SELECT load_no FROM stage_accepted))""",
          """
          INSERT INTO derivative_spread (id, derivative_id, near_detail_id, far_detail_id)
          SELECT (SELECT coalesce(max(id), 0) FROM derivative_spread) + row_number() OVER (ORDER BY s.no),
              s.derivative_id, s.near_detail_id, s.far_detail_id
          FROM stage_spread_leg s
          WHERE NOT EXISTS (SELECT 1 FROM derivative_spread d
              WHERE d.near_detail_id = s.near_detail_id AND d.far_detail_id = s.far_detail_id)""",
          """
          CREATE OR REPLACE TEMP TABLE stage_spread_id AS
          SELECT s.no, d.id FROM stage_spread_leg s
          JOIN derivative_spread d ON d.near_detail_id = s.near_detail_id AND d.far_detail_id = s.far_detail_id""");

  private DerivativeDimensions() {}

  static void merge(Session session) {
    IndexNames.merge(
        session,
        "SELECT load_no, index_name AS name, CAST(NULL AS VARCHAR) AS name_local"
            + " FROM stage_lake_derivative_contract");
    STATEMENTS.forEach(session::execute);
  }
}
