package io.tapehouse.etl.job;

import io.tapehouse.etl.parquet.TableWriter;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.hkex.CcassStockList;
import io.tapehouse.extractors.hkex.CcassStockListReader;
import io.tapehouse.extractors.hkex.ListedStock;
import java.io.IOException;
import java.nio.file.Files;

/** {@code hkex.ccass_stock_list}: of which stocks a day should have a page. */
final class CcassStockListEtl implements FileEtl {

  @Override
  public void run(Input input, Output output) throws IOException, UnreadableFileException {
    byte[] bytes = Files.readAllBytes(input.path());
    CcassStockList list = CcassStockListReader.read(input.file(), bytes);
    TableWriter<ListedStock> writer =
        output.table(
            "ccass_listed_stock",
            (stock, cells) -> {
              cells.text(stock.code());
              cells.date(Math.toIntExact(list.date().toEpochDay()));
              cells.text(stock.name());
            });
    for (ListedStock stock : list.stocks()) {
      writer.write(stock);
    }
    output.quarantine(list.badRows());
    output.count("ccass_listed_stock", list.rowsRead(), list.badRows().size());
    output.read(list.rowsRead(), bytes.length);
  }
}
