package io.tapehouse.etl.job;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.Origin;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An archive of small days, and jobs over it. */
public final class Days {

  public static final LocalDate DATE = LocalDate.of(2021, 7, 26);
  public static final String FUTURES = "taifex.futures_tick";
  public static final List<Integer> SCALES = List.of(1, 5, 15, 30, 60);

  private final Path folder;
  private final Archive archive;

  public Days(Path folder) {
    this.folder = folder;
    archive = new Archive(new FolderObjectStore(archiveFolder()), Clock.systemUTC());
  }

  Path archiveFolder() {
    return folder.resolve("archive");
  }

  public Path lakeFolder() {
    return folder.resolve("lake");
  }

  /** A futures day of so many prints of TX, then two spreads; extra lines at the end. */
  public static List<String> futures(LocalDate date, int prints, String... extra) {
    List<String> lines = new ArrayList<>();
    lines.add("成交日期,商品代號,到期月份(週別),成交時間,成交價格,成交數量(B+S),近月價格,遠月價格,開盤集合競價");
    String day = date.toString().replace("-", "");
    for (int i = 0; i < prints; i++) {
      lines.add(
          "%s,TX     ,202108     ,%02d%02d%02d,%d,%d,-,-, "
              .formatted(day, 9 + i / 3600, i / 60 % 60, i % 60, 17_000 + i % 7, 2 + i % 3 * 2));
    }
    lines.add(day + ",TX     ,202108/202109,090000,-25,4,17000,16975, ");
    lines.add(day + ",TX     ,202108/202109,090001,-24,8,17000,16976, ");
    lines.addAll(List.of(extra));
    return lines;
  }

  public static byte[] zip(List<String> lines) throws IOException {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    try (OutputStream out = bytes;
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("Daily.csv"));
      zip.write((String.join("\r\n", lines) + "\r\n").getBytes(Charset.forName("MS950")));
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  public EtlInput add(String dataset, LocalDate date, String attempt, byte[] bytes)
      throws IOException {
    return add(dataset, date, attempt, Files.write(folder.resolve("source"), bytes));
  }

  EtlInput add(String dataset, LocalDate date, String attempt, Path file) throws IOException {
    return add(dataset, date, attempt, Map.of(file.getFileName().toString(), file));
  }

  EtlInput add(String dataset, LocalDate date, String attempt, Map<String, Path> files)
      throws IOException {
    Receipt receipt = archive.add(dataset, date, files, Origin.REPLAY, "a test").receipt();
    return new EtlInput(new Partition(dataset, date), receipt.version(), attempt, receipt.files());
  }

  public EtlJob job(String id, EtlInput... inputs) {
    return new EtlJob(
        id, archiveFolder().toString(), lakeFolder().toString(), SCALES, Map.of(), List.of(inputs));
  }

  /** The same with the prints. */
  EtlJob keepingTicks(EtlInput... inputs) {
    EtlJob job = job("ticks", inputs);
    return new EtlJob(
        job.jobId(),
        job.archive(),
        job.lake(),
        job.scales(),
        job.calendars(),
        true,
        job.inputs(),
        List.of());
  }

  /** A real file; the test is skipped where there is none. */
  public static Path capture(String relative) {
    String property = System.getProperty("tapehouse.captures");
    if (property != null) {
      return Path.of(property, relative);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path captures = at.resolve("../shared/captures").normalize();
      if (Files.isDirectory(captures)) {
        assertTrue(Files.exists(captures.resolve(relative)), relative);
        return captures.resolve(relative);
      }
    }
    return abort("no ../shared/captures above the working directory: real files are not tested");
  }
}
