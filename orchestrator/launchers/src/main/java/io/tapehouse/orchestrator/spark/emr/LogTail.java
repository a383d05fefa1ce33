package io.tapehouse.orchestrator.spark.emr;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The last lines of a log.
 *
 * @param most how many
 */
record LogTail(int most) {

  private static final int LONGEST = 4_000;

  /** Of gzipped text; of one that breaks off, what there is. */
  List<String> of(InputStream gzipped) throws IOException {
    Deque<String> lines = new ArrayDeque<>();
    try (Whole unpacked = new Whole(new GZIPInputStream(gzipped));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (lines.size() == most) {
          lines.removeFirst();
        }
        lines.addLast(line.length() > LONGEST ? line.substring(0, LONGEST) + " ..." : line);
      }
      if (unpacked.broken) {
        lines.addLast("(the log breaks off here)");
      }
    }
    return List.copyOf(lines);
  }

  /** Ends where the bytes do, in order or not. */
  private static final class Whole extends FilterInputStream {
    private boolean broken;

    Whole(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return broken ? -1 : super.read(buffer, offset, length);
      } catch (EOFException | ZipException e) {
        broken = true;
        return -1;
      }
    }
  }
}
