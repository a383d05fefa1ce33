package io.tapehouse.orchestrator.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Spark processes printed. Before it grows over its bound it becomes {@code <name>.1}, and
 * what had that name is deleted. Safe for use by many threads.
 */
final class SparkLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SparkLog.class);

  private final Path file;
  private final long mostBytes;
  private @Nullable Writer writer;
  private long bytes;
  private boolean broken;

  SparkLog(Path file, long mostBytes) {
    this.file = file;
    this.mostBytes = mostBytes;
  }

  Path file() {
    return file;
  }

  /**
   * Adds a line, which is with the operating system when this returns. Trouble with the disk is
   * reported once and costs lines, since a process stops when its standard error is not read.
   */
  synchronized void line(String text) {
    byte[] encoded = (text + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      Writer out = writer == null ? open() : writer;
      if (bytes > 0 && bytes + encoded.length > mostBytes) {
        out.close();
        writer = null;
        Files.move(file, old(), StandardCopyOption.REPLACE_EXISTING);
        out = open();
      }
      out.write(text);
      out.write('\n');
      out.flush();
      bytes += encoded.length;
      broken = false;
    } catch (IOException e) {
      if (!broken) {
        LOG.warn("cannot write {}: {}", file, e.toString());
        broken = true;
      }
    }
  }

  private Writer open() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Writer out =
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    bytes = Files.size(file);
    writer = out;
    return out;
  }

  private Path old() {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  @Override
  public synchronized void close() {
    Writer out = writer;
    writer = null;
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close the log " + file, e);
      }
    }
  }
}
