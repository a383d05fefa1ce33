package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.hkex.CcassStockList;
import io.tapehouse.extractors.hkex.CcassStockListReader;
import io.tapehouse.extractors.hkex.fetch.CcassClient.FetchedList;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists of stocks in the archive. Safe for use by many threads. */
final class CcassStockLists {

  private static final Logger LOG = LoggerFactory.getLogger(CcassStockLists.class);

  private final Dataset dataset;
  private final Archive archive;
  private final Path scratch;

  CcassStockLists(Dataset dataset, Archive archive, Path scratch) {
    this.dataset = dataset;
    this.archive = archive;
    this.scratch = scratch;
  }

  /** The list of a day, if there is one that can be read. */
  Optional<CcassStockList> find(LocalDate date) throws IOException {
    Optional<Receipt> newest = archive.newest(dataset.id(), date);
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    ArchivedFile file = newest.get().files().get(0);
    try (InputStream in = archive.open(newest.get(), file)) {
      return Optional.of(
          CcassStockListReader.read(
              new SourceFile(dataset.id(), date, file.name()), in.readAllBytes()));
    } catch (UnreadableFileException e) {
      LOG.warn("the list of the archive is not used: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Files bytes under the name that goes with their form. */
  Archive.Added file(LocalDate date, byte[] bytes, String ending, Origin origin, String request)
      throws IOException {
    String name = dataset.fileName(date);
    name = name.substring(0, name.lastIndexOf('.')) + ending;
    try (ScratchFolder folder = ScratchFolder.in(scratch)) {
      Path file = Files.write(folder.path().resolve(name), bytes);
      return archive.add(dataset.id(), date, Map.of(name, file), origin, request);
    }
  }

  Archive.Added file(LocalDate date, FetchedList list, Origin origin) throws IOException {
    return file(date, list.bytes(), list.isJson() ? ".json" : ".html", origin, list.request());
  }
}
