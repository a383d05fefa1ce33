package io.tapehouse.extractors.tabular;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvValidationException;
import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.text.FileForm;
import io.tapehouse.extractors.text.TextLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How fast declared files are read, from bytes in memory to checked rows, beside a pass of the
 * plain library over the same bytes: Jackson's tree for JSON, opencsv's cells for CSV. By the
 * thread's processor time, both in turn.
 */
final class DeclaredReaderBenchmark {

  private static final int MOST_FILES = 40;
  private static final int ROUNDS = 5;
  private static final long LEAST_NANOS = 100_000_000L;

  private static final Dictionary DICTIONARY = Dictionary.load();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private DeclaredReaderBenchmark() {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Input(SourceFile file, byte[] bytes) {}

  private interface Pass {

    long rows(Input input) throws IOException, UnreadableFileException, CsvValidationException;
  }

  /**
   * Prints a line for each dataset and form.
   *
   * @param arguments folders in the layout of the archive
   */
  public static void main(String[] arguments) throws Exception {
    System.out.println(
        "| dataset | form | files | MB | rows | MB/s | rows/s | plain MB/s | ratio |");
    System.out.println("|---|---|---:|---:|---:|---:|---:|---:|---:|");
    for (Dataset dataset : DICTIONARY.datasets()) {
      if (dataset.isDeclared()) {
        for (Map.Entry<FileForm, List<Input>> form : inputs(dataset, arguments).entrySet()) {
          compare(dataset, form.getKey(), form.getValue());
        }
      }
    }
  }

  private static void compare(Dataset dataset, FileForm form, List<Input> inputs) throws Exception {
    DeclaredReader reader = new DeclaredReader(dataset, DICTIONARY);
    Pass ours = input -> reader.read(input.file(), input.bytes()).rowsRead();
    Pass plain =
        form == FileForm.JSON
            ? input -> JSON.readTree(input.bytes()).size()
            : DeclaredReaderBenchmark::csv;
    double megabytes = inputs.stream().mapToLong(input -> input.bytes().length).sum() / 1e6;
    long rows = 0;
    for (Input input : inputs) {
      rows += ours.rows(input);
    }
    double[] oursSeconds = new double[ROUNDS];
    double[] plainSeconds = new double[ROUNDS];
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      double first = seconds(ours, inputs);
      double second = seconds(plain, inputs);
      if (round >= 0) {
        oursSeconds[round] = first;
        plainSeconds[round] = second;
      }
    }
    double took = median(oursSeconds);
    double plainTook = median(plainSeconds);
    System.out.printf(
        Locale.ROOT,
        "| `%s` | %s | %d | %.2f | %,d | %.1f | %,d | %.1f | %.2f |%n",
        dataset.id(),
        form == FileForm.JSON ? "JSON" : "CSV",
        inputs.size(),
        megabytes,
        rows,
        megabytes / took,
        Math.round(rows / took / 1000) * 1000,
        megabytes / plainTook,
        plainTook / took);
  }

  /** Seconds of processor time a pass, of as many as make a measurable time. */
  private static double seconds(Pass pass, List<Input> inputs) throws Exception {
    long begin = THREADS.getCurrentThreadCpuTime();
    long now = begin;
    int passes = 0;
    while (now - begin < LEAST_NANOS) {
      for (Input input : inputs) {
        pass.rows(input);
      }
      passes++;
      now = THREADS.getCurrentThreadCpuTime();
    }
    return (now - begin) / 1e9 / passes;
  }

  private static long csv(Input input) throws IOException, CsvValidationException {
    long rows = 0;
    try (CSVReader reader =
        new CSVReaderBuilder(
                new InputStreamReader(
                    new ByteArrayInputStream(input.bytes()), TextLines.charset(input.bytes())))
            .withCSVParser(new RFC4180ParserBuilder().build())
            .build()) {
      while (reader.readNext() != null) {
        rows++;
      }
    }
    return rows;
  }

  /** The files that can be read, by form. */
  private static Map<FileForm, List<Input>> inputs(Dataset dataset, String[] folders)
      throws IOException {
    Map<FileForm, List<Input>> inputs = new TreeMap<>();
    DeclaredReader reader = new DeclaredReader(dataset, DICTIONARY);
    for (String folder : folders) {
      for (Path path : files(Path.of(folder).resolve(dataset.id()))) {
        try {
          byte[] bytes = Files.readAllBytes(path);
          LocalDate date = LocalDate.parse(path.getParent().getFileName().toString());
          SourceFile file = new SourceFile(dataset.id(), date, path.getFileName().toString());
          FileForm form = FileForm.of(file, bytes);
          List<Input> same = inputs.computeIfAbsent(form, key -> new ArrayList<>());
          if (same.size() < MOST_FILES && reader.read(file, bytes).rowsRead() > 0) {
            same.add(new Input(file, bytes));
          }
        } catch (DateTimeException | UnreadableFileException e) {
          // Other versions, closed days and damaged files are not what is measured.
        }
      }
    }
    inputs.values().removeIf(List::isEmpty);
    return inputs;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
