package io.tapehouse.etl.job;

import io.tapehouse.etl.parquet.TableWriter;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.hkex.CorporateAction;
import io.tapehouse.extractors.hkex.CorporateActionFile;
import io.tapehouse.extractors.hkex.CorporateActionsReader;
import java.io.IOException;
import java.nio.file.Files;

/** {@code hkex.corporate_actions}: what makes one share several, or several one. */
final class CorporateActionEtl implements FileEtl {

  private static final String EXCHANGE = "HKEX";

  @Override
  public void run(Input input, Output output) throws IOException, UnreadableFileException {
    byte[] bytes = Files.readAllBytes(input.path());
    CorporateActionFile actions = CorporateActionsReader.read(input.file(), bytes);
    TableWriter<CorporateAction> writer =
        output.table(
            "corporate_action",
            (action, cells) -> {
              cells.text(EXCHANGE);
              cells.text(action.stockCode());
              cells.date(Math.toIntExact(action.effectiveDate().toEpochDay()));
              cells.text(action.kind().text());
              cells.bigint(action.oldShares());
              cells.bigint(action.newShares());
              cells.text(action.note().isEmpty() ? null : action.note());
            });
    for (CorporateAction action : actions.actions()) {
      writer.write(action);
    }
    output.quarantine(actions.badRows());
    output.count("corporate_action", actions.rowsRead(), actions.badRows().size());
    output.read(actions.rowsRead(), bytes.length);
  }
}
