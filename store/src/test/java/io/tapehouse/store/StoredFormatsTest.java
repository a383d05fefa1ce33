package io.tapehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.archive.Receipt.Origin;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.lake.Manifest;
import io.tapehouse.store.lake.Manifest.LakeFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives and lakes outlive programs: what they hold is read by every version, byte for byte. */
class StoredFormatsTest {

  private static final Partition PARTITION =
      new Partition("taifex.futures_tick", LocalDate.of(2021, 7, 26));
  private static final List<ArchivedFile> FILES =
      List.of(new ArchivedFile("Daily_2021_07_26.zip", 10, "00ff"));

  static Stream<Arguments> stored() {
    Manifest manifest =
        new Manifest("spread_print", PARTITION, "a1", List.of(new LakeFile("part-0", 9, 2)));
    String manifestText =
        """
        {"table":"spread_print","dataset":"taifex.futures_tick","date":"2021-07-26","attemptId":"a1",\
        "files":[{"name":"part-0","size":9,"rows":2}]}""";
    return Stream.of(
        Arguments.of(
            Named.of(
                "receipt",
                new Receipt(
                    PARTITION,
                    3,
                    Origin.LIVE,
                    "asked",
                    Instant.parse("2021-07-26T09:00:00Z"),
                    FILES)),
            """
            {"dataset":"taifex.futures_tick","date":"2021-07-26","version":3,"origin":"LIVE",\
            "request":"asked","received":"2021-07-26T09:00:00Z",\
            "files":[{"name":"Daily_2021_07_26.zip","size":10,"sha256":"00ff"}]}"""),
        Arguments.of(Named.of("manifest", manifest), manifestText),
        Arguments.of(
            Named.of("input", new EtlInput(PARTITION, 3, "a1", FILES)),
            """
            {"dataset":"taifex.futures_tick","date":"2021-07-26","version":3,"attemptId":"a1",\
            "files":[{"name":"Daily_2021_07_26.zip","size":10,"sha256":"00ff"}]}"""),
        Arguments.of(
            Named.of(
                "outcome",
                new EtlOutcome(
                    PARTITION,
                    "a1",
                    EtlOutcome.Status.WRITTEN,
                    null,
                    null,
                    Map.of("spread_print", manifest),
                    Map.of(),
                    List.of(),
                    List.of(),
                    1.5)),
            """
            {"dataset":"taifex.futures_tick","date":"2021-07-26","attemptId":"a1","status":"WRITTEN",\
            "complaint":null,"kind":null,"manifests":{"spread_print":%s},"rows":{},"warnings":[],\
            "badRows":[],"seconds":1.5}"""
                .formatted(manifestText)));
  }

  @ParameterizedTest
  @MethodSource("stored")
  void isWrittenAndReadAsEver(Object value, String text) throws JsonProcessingException {
    assertThat(Json.MAPPER.writeValueAsString(value)).isEqualTo(text);
    assertThat(Json.MAPPER.readValue(text, value.getClass())).isEqualTo(value);
  }
}
