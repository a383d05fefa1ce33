package io.tapehouse.etl.job;

import io.tapehouse.extractors.UnreadableFileException;
import java.io.IOException;

/** Turns the files of one kind of dataset into rows of the lake. Stateless. */
interface FileEtl {

  /**
   * Reads one version of the archive and writes what is in it.
   *
   * @throws UnreadableFileException when the file must not be loaded; nothing of it is published
   */
  void run(Input input, Output output) throws IOException, UnreadableFileException;
}
