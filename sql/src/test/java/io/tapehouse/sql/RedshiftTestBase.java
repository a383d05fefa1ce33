package io.tapehouse.sql;

import io.tapehouse.emulators.redshift.SentStatement;
import io.tapehouse.sql.redshift.RedshiftWarehouse;
import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A warehouse in the stand-in for Redshift, with its lake in S3. */
abstract class RedshiftTestBase extends WarehouseTestBase {

  /** What of the lake a load replaces, without the numbers that every load draws anew. */
  static final String BARS =
      """
      SELECT c.contract, h.scale, h.datetime, h.price_open, h.price_close, h.volume, h.trading_date
      FROM derivative_detail_history h JOIN derivative_detail c ON c.id = h.derivative_detail_id""";

  static final String COMMITTED =
      "SELECT count(*), count(DISTINCT load_id) FROM load_ledger WHERE status = 'committed'";

  RedshiftRoom room;
  String database;

  @Override
  Lake openLake() {
    room = RedshiftRoom.get();
    database = room.newMigratedDatabase();
    return room.newLake();
  }

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return RedshiftWarehouse.open(room.settings(database), from, clock);
  }

  @Override
  void closed() {
    room.dropDatabases();
  }

  /** What was sent since {@code before} statements. */
  List<SentStatement> sentSince(int before) {
    List<SentStatement> all = room.standIn().statements();
    return all.subList(before, all.size());
  }

  int sent() {
    return room.standIn().statements().size();
  }
}
