package io.tapehouse.extractors.taifex;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How people have one and the same file: what it is called, packed into, encoded in, and ends with.
 *
 * @param header changes today's header into that of its era
 * @param encoding of the text
 * @param lineEnd after each line
 * @param end after the last row
 * @param names of the entries of the zip, the text's as {@code %s}; none: the text by itself
 */
record Shape(Era header, Encoding encoding, String lineEnd, String end, List<String> names) {

  private static final String DOS_END = "\u001A";

  /** Whose header it is. */
  enum Era {
    TODAY,
    BEFORE_2017
  }

  /** In what the text is written. */
  enum Encoding {
    MS950,
    UTF_8,
    UTF_8_WITH_MARK
  }

  /** Any of them. */
  static Shape random(Random random) {
    String lineEnd = pick(random, List.of("\r\n", "\n"));
    return new Shape(
        pick(random, List.of(Era.values())),
        pick(random, List.of(Encoding.values())),
        lineEnd,
        pick(
            random,
            List.of(
                "",
                lineEnd,
                DOS_END,
                lineEnd + DOS_END,
                lineEnd + DOS_END + lineEnd,
                lineEnd + DOS_END.repeat(1 + random.nextInt(127)),
                lineEnd + lineEnd)),
        pick(
            random,
            List.of(
                List.of(),
                List.of("%s"),
                List.of("ticks/", "ticks/%s"),
                List.of("%s", "__MACOSX/._%s"),
                List.of(".DS_Store", "a/b/%s", "a/Thumbs.db", "__MACOSX/a/b/._%s"),
                List.of("期貨\\%s", "desktop.ini"))));
  }

  /** Writes {@code lines}, whose first is today's header, in this shape. */
  Path write(Path folder, List<String> lines, Random random) throws IOException {
    List<String> own = new ArrayList<>(lines);
    if (header == Era.BEFORE_2017) {
      own.replaceAll(line -> line.replace("成交日期", "交易日期"));
    }
    Charset charset = encoding == Encoding.MS950 ? Encodings.PUBLISHED : StandardCharsets.UTF_8;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.write(
        (encoding == Encoding.UTF_8_WITH_MARK ? "\uFEFF" : "").getBytes(StandardCharsets.UTF_8));
    text.write((String.join(lineEnd, own) + end).getBytes(charset));
    String name = pick(random, List.of("Daily.csv", "Daily.rpt", "DAILY.CSV", "daily.RPT"));
    if (names.isEmpty()) {
      return Files.write(
          Files.createTempDirectory(folder, "plain").resolve(name), text.toByteArray());
    }
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String entry : names) {
      boolean isText = entry.endsWith("%s") && !entry.contains("._");
      entries.put(entry.formatted(name), isText ? text.toByteArray() : new byte[] {0, 5, 22, 7});
    }
    return zip(folder, entries, pick(random, List.of(charset, StandardCharsets.UTF_8)));
  }

  /** A zip of these entries; one whose name ends with a slash is a folder. */
  static Path zip(Path folder, Map<String, byte[]> entries, Charset names) throws IOException {
    Path file = Files.createTempFile(folder, "Daily_", ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file), names)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        if (!entry.getKey().endsWith("/")) {
          zip.write(entry.getValue());
        }
        zip.closeEntry();
      }
    }
    return file;
  }

  private static <T> T pick(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
