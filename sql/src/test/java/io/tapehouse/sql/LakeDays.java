package io.tapehouse.sql;

import io.tapehouse.store.lake.Lake;
import java.time.LocalDate;

/** Days of which every check holds, small or as large as real ones. */
public final class LakeDays {

  private static final String REPORT = "taifex.futures_spread_report";
  private static final String FILLS = "taifex.futures_spread_tick";

  /** Bars of every scale from minutes of (instrument, datetime, open, high, low, close, volume). */
  private static final String BARS =
      """
      SELECT %1$s, scale, time_bucket(to_minutes(scale), datetime) AS start,
          arg_min(o, datetime), max(h), min(l), arg_max(c, datetime), (max(h) + min(l)) / 2, (max(h) + min(l)) / 2,
          CASE WHEN count(*) = 1 THEN NULL ELSE 1.5 END, sum(volume), count(*),
          any_value(product), DATE '%2$s', session
      FROM %3$s, (SELECT unnest([1, 5, 15, 30, 60])::INTEGER AS scale) GROUP BY %1$s, scale, start, session""";

  private final Lake lake;

  public LakeDays(Lake lake) {
    this.lake = lake;
  }

  /** Two months of TX, one of MTX, a night session and a calendar spread. */
  LakeDay futures(LocalDate date) {
    LakeDay day = new LakeDay(lake, "taifex.futures_tick", date);
    day.change(
        """
        CREATE TABLE minute AS
        SELECT product || '/' || expire AS contract, product, expire, m.session,
            DATE '%1$s' + m.since AS datetime, price::DECIMAL(18,6) AS o, price + 3 AS h, price - 2 AS l, price + 1 AS c,
            lots::BIGINT AS volume
        FROM (VALUES ('night', INTERVAL '-17 hours'), ('night', INTERVAL '-16 hours'),
                ('night', INTERVAL '-181 minutes'), ('day', INTERVAL '45 minutes'), ('day', INTERVAL '46 minutes'),
                ('day', INTERVAL '61 minutes'), ('day', INTERVAL '344 minutes')) m(session, since),
            (VALUES ('TX', '202108', 17500.25, 5), ('TX', '202109', 17480, 2), ('MTX', '202108', 17501, 7))
                c(product, expire, price, lots)"""
            .formatted(date));
    day.change(
        """
        CREATE TABLE spread_minute AS
        SELECT 'TX' AS product, '202108' AS near, '202109' AS far, 'TX/202108' AS near_contract,
            'TX/202109' AS far_contract, 'day' AS session, DATE '%1$s' + since AS datetime,
            -20::DECIMAL(18,6) AS o, -19 AS h, -21 AS l, -20 AS c, 3::BIGINT AS volume
        FROM (VALUES (INTERVAL '45 minutes'), (INTERVAL '50 minutes')) m(since)"""
            .formatted(date));
    return complete(day, date);
  }

  /**
   * A day as large as a real one: 40,000 bars of a minute, 26,000 longer ones, 6,600 spread rows.
   */
  public LakeDay largeFutures(LocalDate date) {
    LakeDay day = new LakeDay(lake, "taifex.futures_tick", date);
    day.change(
        """
        CREATE TABLE minute AS
        SELECT product || '/' || expire AS contract, product, expire, 'day' AS session,
            DATE '%s' + to_minutes(45 + 2 * m + CASE WHEN m = 99 THEN 101 ELSE 0 END) AS datetime,
            (100 + hash(p, m) %% 9900)::DECIMAL(18,6) AS o, o + 3 AS h, o - 2 AS l, o + 1 AS c,
            (1 + m %% 7)::BIGINT AS volume
        FROM (SELECT p, CASE p WHEN 0 THEN 'TX' ELSE 'P' || p END AS product FROM range(200) r(p)),
            (VALUES ('202108'), ('202109')) e(expire), range(100) q(m)"""
            .formatted(date));
    day.change(
        """
        CREATE TABLE spread_minute AS
        SELECT product, '202108' AS near, '202109' AS far, product || '/202108' AS near_contract,
            product || '/202109' AS far_contract, session, datetime, -20::DECIMAL(18,6) AS o, -19 AS h, -21 AS l,
            -20 AS c, 2::BIGINT AS volume
        FROM minute WHERE expire = '202108' AND hash(product) %% 6 = 0"""
            .formatted());
    return complete(day, date);
  }

  private static LakeDay complete(LakeDay day, LocalDate date) {
    return day.fill(
            "derivative_contract",
            """
            SELECT DISTINCT 'Futures', product, contract, expire, NULL, NULL,
                CASE WHEN product LIKE '%TX' THEN 'TAIEX' END, CASE WHEN product LIKE '%TX' THEN 'TAIEX' END, 'TAIFEX'
            FROM minute""")
        .fill("derivative_bar", BARS.formatted("contract", date, "minute"))
        .fill(
            "derivative_spread_bar",
            BARS.formatted("near_contract, far_contract", date, "spread_minute"))
        .fill(
            "contract_label",
            """
            SELECT DISTINCT contract, DATE '%s', CASE expire WHEN '202108' THEN 'M' ELSE 'M+1' END FROM minute"""
                .formatted(date))
        .fill(
            "product_session",
            """
            SELECT product, session, min(datetime), max(datetime), count(*), sum(2 * volume), 0, 0,
                CASE session WHEN 'day' THEN DATE '%1$s' + INTERVAL '45 minutes'
                    ELSE DATE '%1$s' - INTERVAL '17 hours' END,
                CASE session WHEN 'day' THEN DATE '%1$s' + INTERVAL '345 minutes'
                    ELSE DATE '%1$s' - INTERVAL '3 hours' END
            FROM minute GROUP BY product, session"""
                .formatted(date))
        // A row a lot: the rows of one minute are the same, as real ones often are.
        .fill(
            "spread_print",
            """
            SELECT product, near || '/' || far, datetime, o, 17500, 17480, 4, true
            FROM spread_minute, range(volume)""")
        .evidence(
            "spread_print",
            FILLS,
            """
            SELECT * FROM main.spread_print UNION ALL
            SELECT DISTINCT product, near || '/' || far, DATE '%s' + INTERVAL '46 minutes', -20, 17500, 17480, 8, false
            FROM spread_minute"""
                .formatted(date))
        .evidence(
            "spread_report",
            REPORT,
            """
            SELECT m.product, coalesce(s.volume, 0), m.volume + coalesce(4 * f.volume, 0)
            FROM (SELECT product, sum(2 * volume) AS volume FROM minute GROUP BY product) m
            LEFT JOIN (SELECT product, sum(volume) AS volume FROM spread_minute GROUP BY product) f
                ON f.product = m.product
            LEFT JOIN (SELECT product, sum(CASE WHEN spread_against_spread THEN volume ELSE volume / 2 END)::BIGINT
                    AS volume FROM evidence.spread_print GROUP BY product) s ON s.product = m.product""");
  }

  /** Two options of one month. */
  LakeDay options(LocalDate date) {
    LakeDay day = new LakeDay(lake, "taifex.options_tick", date);
    day.change(
        """
        CREATE TABLE minute AS
        SELECT 'TXO/202108/17500/' || kind AS contract, 'TXO' AS product, kind, 'day' AS session,
            DATE '%s' + INTERVAL '45 minutes' AS datetime, 120.5::DECIMAL(18,6) AS o, o AS h, o AS l, o AS c,
            9::BIGINT AS volume
        FROM (VALUES ('C'), ('P')) k(kind)"""
            .formatted(date));
    return day.fill(
            "derivative_contract",
            """
            SELECT 'Options', product, contract, '202108', 17500, kind, 'TAIEX', 'TAIEX', 'TAIFEX' FROM minute""")
        .fill("derivative_bar", BARS.formatted("contract", date, "minute"))
        .fill("contract_label", "SELECT contract, DATE '%s', 'M' FROM minute".formatted(date))
        .fill(
            "product_session",
            "SELECT 'TXO', 'day', min(datetime), max(datetime), 2, 36, 0, 0, NULL, NULL FROM minute");
  }

  /** A day of the fund. */
  LakeDay fund(LocalDate date) {
    LakeDay day = new LakeDay(lake, "finmind.stock_tick", date);
    day.change(
        """
        CREATE TABLE minute AS
        SELECT '006204' AS contract, '006204' AS product, 'day' AS session, DATE '%s' + INTERVAL '1 hour' AS datetime,
            95.1::DECIMAL(18,6) AS o, o AS h, o AS l, o AS c, 2::BIGINT AS volume"""
            .formatted(date));
    return day.fill(
            "derivative_contract",
            "SELECT 'ETF', product, contract, NULL, NULL, NULL, 'TAIEX', 'TAIEX', 'TWSE' FROM minute")
        .fill("derivative_bar", BARS.formatted("contract", date, "minute"));
  }

  /** TAIEX and another index, 17,000 at the open and 17,100 at the close. */
  LakeDay index(LocalDate date) {
    LakeDay day = new LakeDay(lake, "twse.mi_5mins_index", date);
    day.change(
        """
        CREATE TABLE minute AS
        SELECT name, name_local, 'day' AS session, DATE '%s' + to_minutes(60 + m) AS datetime,
            (17000 + m)::DECIMAL(18,6) AS o, o + 1 AS h, o - 1 AS l, o + 0.5 AS c
        FROM (VALUES ('TAIEX', '發行量加權股價指數'), ('水泥類指數', '水泥類指數')) n(name, name_local), range(101) r(m)"""
            .formatted(date));
    return day.fill(
        "index_bar",
        """
        SELECT name, any_value(name_local), scale, time_bucket(to_minutes(scale), datetime) AS start,
            arg_min(o, datetime), max(h), min(l), arg_max(c, datetime), (max(h) + min(l)) / 2, 0.5, 12 * count(*),
            DATE '%s', session
        FROM minute, (SELECT unnest([1, 5, 15, 30, 60])::INTEGER AS scale) GROUP BY name, scale, start, session"""
            .formatted(date));
  }

  /** The month of {@code date}, with the one day that {@link #index} gives. */
  LakeDay indexDays(LocalDate date) {
    return new LakeDay(lake, "twse.mi_5mins_hist", date.withDayOfMonth(1))
        .fill(
            "index_daily",
            "SELECT 'TAIEX', DATE '%s', 17000, 17101, 16999, 17100.5".formatted(date));
  }
}
