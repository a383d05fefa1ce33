package io.tapehouse.orchestrator.pipeline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.store.Json;
import io.tapehouse.store.job.EtlOutcome;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tasks of datasets leave for those after them, as JSON in the run store. */
public final class Outputs {

  private Outputs() {}

  /**
   * What a task that looked at a calendar wants a person to know.
   *
   * @param warnings lines of text; none as a rule
   */
  public record Warned(List<String> warnings) {

    /** Copies the list. */
    public Warned {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A file is in the archive.
   *
   * @param partition the dataset and the date that its file is filed under
   * @param version the newest
   * @param note what is worth a word; empty as a rule
   */
  public record Fetched(@JsonUnwrapped Partition partition, int version, String note) {

    /** Id of the dataset. */
    public String dataset() {
      return partition.dataset();
    }

    /** The date that its file is filed under. */
    public LocalDate date() {
      return partition.date();
    }
  }

  /** What became of a file in the lake. */
  public enum Made {
    /** It is there, in this attempt's folders. */
    WRITTEN,
    /** The warehouse has all of it already. */
    UNCHANGED,
    /** No check reads it: those partitions are unchanged. */
    NOT_NEEDED,
    /** It must not be loaded. */
    REFUSED
  }

  /**
   * A file went through the ETL, or did not have to.
   *
   * @param partition the dataset and the date that its file is filed under
   * @param made what became of it
   * @param version of the archive
   * @param sha digest over everything that it was made from; empty where nothing was made
   * @param outcome the ETL's words; null where it was not asked
   */
  public record Transformed(
      @JsonUnwrapped Partition partition,
      Made made,
      int version,
      String sha,
      @Nullable EtlOutcome outcome) {

    /** Id of the dataset. */
    public String dataset() {
      return partition.dataset();
    }

    /** The date that its file is filed under. */
    public LocalDate date() {
      return partition.date();
    }
  }

  /**
   * A partition went through the loader.
   *
   * @param partition the dataset and the date that its file is filed under
   * @param report the loader's words; null where nothing had changed
   */
  public record Loaded(@JsonUnwrapped Partition partition, @Nullable DatasetReport report) {

    /** Id of the dataset. */
    public String dataset() {
      return partition.dataset();
    }

    /** The date that its file is filed under. */
    public LocalDate date() {
      return partition.date();
    }
  }

  /** An output as text. */
  static String text(Object output) {
    try {
      return Json.MAPPER.writeValueAsString(output);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An output from its text. */
  public static <T> T read(String text, Class<T> type) {
    try {
      return Json.MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not what a task leaves: " + text, e);
    }
  }
}
