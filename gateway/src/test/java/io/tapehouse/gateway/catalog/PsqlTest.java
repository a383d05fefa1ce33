package io.tapehouse.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.gateway.TestGateway;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands with a backslash of psql, where it is installed. */
class PsqlTest {

  private static TestGateway gateway;

  @BeforeAll
  static void open() {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
            .anyMatch(folder -> new File(folder, "psql").canExecute()),
        "psql is not installed");
    gateway = TestGateway.open();
  }

  @AfterAll
  static void close() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
  }

  /** What psql prints, without alignment; an error makes the test fail. */
  private static List<String> psql(String... commands) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "psql",
                "--no-psqlrc",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
                "host=127.0.0.1 port=" + gateway.port() + " user=analyst dbname=tapehouse"));
    for (String each : commands) {
      command.add("--command=" + each);
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
    return lines;
  }

  @Test
  void aTable() throws Exception {
    assertThat(psql("\\d derivative"))
        .containsExactly(
            "Table \"public.derivative\"",
            "Column|Type|Collation|Nullable|Default",
            "id|integer||not null|",
            "index_id|integer|||",
            "underlying|character varying(100)|||",
            "name|character varying(16)||not null|",
            "derivative_type|character varying(8)||not null|",
            "exchange_code|character varying(16)||not null|",
            "Indexes:",
            "    \"derivative_pkey\" PRIMARY KEY, btree (id)",
            "Foreign-key constraints:",
            "    \"derivative_exchange_code_fkey\" FOREIGN KEY (exchange_code) REFERENCES exchange(code)",
            "    \"derivative_index_id_fkey\" FOREIGN KEY (index_id) REFERENCES index(id)",
            "Referenced by:",
            "    TABLE \"derivative_detail\" CONSTRAINT \"derivative_detail_derivative_id_fkey\" FOREIGN KEY (derivative_id) REFERENCES derivative(id)",
            "    TABLE \"derivative_position\" CONSTRAINT \"derivative_position_derivative_id_fkey\" FOREIGN KEY (derivative_id) REFERENCES derivative(id)",
            "    TABLE \"derivative_spread\" CONSTRAINT \"derivative_spread_derivative_id_fkey\" FOREIGN KEY (derivative_id) REFERENCES derivative(id)");
  }

  @Test
  void aTableWithComments() throws Exception {
    assertThat(psql("\\d+ exchange"))
        .contains(
            "code|character varying(16)||not null||extended|||short name, TWSE",
            "    \"exchange_pkey\" PRIMARY KEY, btree (code)");
  }

  @Test
  void aViewAndAnIndex() throws Exception {
    assertThat(psql("\\d+ index_candle"))
        .contains("View \"public.index_candle\"", "scale|integer||||plain|", "View definition:");
    assertThat(psql("\\d index_history_pkey"))
        .contains(
            "Index \"public.index_history_pkey\"",
            "scale|integer|yes|scale",
            "primary key, btree, for table \"public.index_history\"");
  }

  @Test
  void lists() throws Exception {
    assertThat(psql("\\dt index*"))
        .containsExactly(
            "List of relations",
            "Schema|Name|Type|Owner",
            "public|index|table|tapehouse",
            "public|index_close_daily|table|tapehouse",
            "public|index_daily|table|tapehouse",
            "public|index_history|table|tapehouse",
            "public|index_name|table|tapehouse",
            "(5 rows)");
    assertThat(psql("\\dt+ exchange"))
        .contains("public|exchange|table|tapehouse|permanent|heap||An exchange");
    assertThat(psql("\\l")).contains("tapehouse|tapehouse|UTF8|C|C||libc|");
    assertThat(psql("\\dn")).contains("public|tapehouse");
    assertThat(psql("\\du")).contains("analyst||{}", "tapehouse||{}");
    assertThat(psql("\\df")).contains("(0 rows)");
    assertThat(psql("\\dv")).contains("public|index_candle|view|tapehouse");
    assertThat(psql("\\di index_p*")).contains("public|index_pkey|index|tapehouse|index");
  }

  /** Most of these list nothing, and none is an error. */
  @Test
  void theRestOfTheCommands() throws Exception {
    for (String command :
        List.of(
            "\\d",
            "\\dS pg_class",
            "\\dn+",
            "\\l+",
            "\\df+",
            "\\du+",
            "\\dT",
            "\\dT+",
            "\\di+",
            "\\ds",
            "\\dp",
            "\\dx",
            "\\db",
            "\\dm",
            "\\dC",
            "\\do",
            "\\dd",
            "\\dL",
            "\\dc",
            "\\dF",
            "\\des",
            "\\det",
            "\\dew",
            "\\deu",
            "\\drds",
            "\\dO",
            "\\da",
            "\\dy",
            "\\dD",
            "\\ddp",
            "\\sv index_candle",
            "\\dRp",
            "\\dX",
            "\\dconfig",
            "\\dAc",
            "\\dl",
            "\\dP")) {
      psql(command);
    }
  }
}
