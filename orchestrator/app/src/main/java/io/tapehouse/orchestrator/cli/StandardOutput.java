package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.control.AnswerOutput;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Standard output that fails when it is no longer read, as behind {@code | head}; {@link
 * System#out} keeps that to itself, and a long answer would be worked out to its end.
 */
final class StandardOutput extends AnswerOutput {

  private final PrintStream out = System.out;

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    check();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    check();
  }

  @Override
  public void flush() throws IOException {
    check();
  }

  private void check() throws IOException {
    if (out.checkError()) {
      throw new IOException("standard output is closed by its reader");
    }
  }
}
