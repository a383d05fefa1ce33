package io.tapehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.gateway.wire.MessageBuffer;
import io.tapehouse.gateway.wire.Startup;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first messages of a connection, and the settings of a session. */
@ExtendWith(SharedGateway.class)
class SettingsTest {

  private static String show(RawClient client, String name) throws IOException {
    List<String> answers = client.ask("SHOW " + name);
    return answers.size() == 4 ? answers.get(1) : answers.get(0);
  }

  private static List<String> refused(TestGateway gateway, RawClient client) throws IOException {
    try (client) {
      List<String> answers = client.answers();
      assertThat(answers).last().isEqualTo("end");
      return answers;
    } finally {
      try (RawClient next = RawClient.open(gateway)) {
        assertThat(next.ask("SELECT 1")).contains("D(1)");
      }
    }
  }

  @Test
  void aSessionIsToldItsSettings(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      assertThat(client.settings)
          .containsEntry("server_version", "15.0")
          .containsEntry("client_encoding", "UTF8")
          .containsEntry("server_encoding", "UTF8")
          .containsEntry("DateStyle", "ISO, MDY")
          .containsEntry("IntervalStyle", "postgres")
          .containsEntry("TimeZone", "UTC")
          .containsEntry("integer_datetimes", "on")
          .containsEntry("standard_conforming_strings", "on")
          .containsEntry("default_transaction_read_only", "on")
          .doesNotContainKey("show_discovery");
      assertThat(client.process()).isPositive();
    }
    try (RawClient redshift = RawClient.open(gateway, "driver_version", "Redshift JDBC 2.3")) {
      assertThat(redshift.settings)
          .containsEntry("server_version", "8.0.2")
          .containsEntry("show_discovery", "5");
    }
  }

  @Test
  void settingsOfTheStartAreTheDefaults(TestGateway gateway) throws IOException {
    try (RawClient client =
        RawClient.open(
            gateway,
            "application_name",
            "mine",
            "TimeZone",
            "Asia/Taipei",
            "options",
            "-c statement_timeout=5s --search-path=a\\ b -cextra_float_digits=3")) {
      assertThat(client.settings)
          .containsEntry("application_name", "mine")
          .containsEntry("TimeZone", "Asia/Taipei");
      assertThat(show(client, "statement_timeout")).isEqualTo("D(5000)");
      assertThat(show(client, "search_path")).isEqualTo("D(a b)");
      client.ask("SET application_name = 'other'");
      client.ask("SET extra_float_digits = 0");
      client.ask("RESET ALL");
      assertThat(show(client, "application_name")).isEqualTo("D(mine)");
      assertThat(show(client, "extra_float_digits")).isEqualTo("D(3)");
    }
  }

  @Test
  void aStartWithWhatCannotBeIsRefused(TestGateway gateway) throws IOException {
    for (String[] one :
        new String[][] {
          {"3D000", "database", "other"},
          {"28000", "user", ""},
          {"22023", "TimeZone", "Mars/Olympus"},
          {"22023", "client_encoding", "LATIN1"},
          {"22023", "options", "-c statement_timeout=soon"},
          {"42601", "options", "-x"},
          {"0A000", "replication", "database"}
        }) {
      RawClient client = RawClient.connect(gateway.port()).start(Startup.VERSION_3, one[1], one[2]);
      assertThat(refused(gateway, client)).as(one[1]).contains("E(FATAL " + one[0] + ")");
    }
  }

  @Test
  void theDatabaseIsTheUsersByDefault(TestGateway gateway) throws IOException {
    RawClient client =
        RawClient.connect(gateway.port())
            .first(
                new MessageBuffer()
                    .int32(Startup.VERSION_3)
                    .text("user")
                    .text("analyst")
                    .octet(0)
                    .toBytes());
    assertThat(refused(gateway, client)).containsExactly("E(FATAL 3D000)", "end");
  }

  @Test
  void newerVersionsAndOptionsAreNegotiated(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      List<String> answers = client.start(Startup.VERSION_3 | 2, "_pq_.wish", "1").answers();
      assertThat(answers).startsWith("v(196608,_pq_.wish)", "R(0)").endsWith("K", "Z(I)");
      assertThat(client.ask("SELECT 1")).contains("D(1)");
    }
    try (RawClient client = RawClient.connect(gateway.port())) {
      assertThat(client.start(Startup.VERSION_3, "_pq_.a", "", "_pq_.b", "").answers())
          .startsWith("v(196608,_pq_.a,_pq_.b)");
    }
  }

  @Test
  void otherVersionsAreRefused(TestGateway gateway) throws IOException {
    for (int version : new int[] {2 << 16, 4 << 16, 0, -1}) {
      assertThat(refused(gateway, RawClient.connect(gateway.port()).start(version)))
          .containsExactly("E(FATAL 0A000)", "end");
    }
  }

  @Test
  void encryptionIsDeclinedWithoutACertificate(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      assertThat(client.first(new MessageBuffer().int32(80877104).toBytes()).send().octet())
          .isEqualTo('N');
      assertThat(client.first(new MessageBuffer().int32(80877103).toBytes()).send().octet())
          .isEqualTo('N');
      assertThat(client.start(Startup.VERSION_3).answers()).last().isEqualTo("Z(I)");
    }
  }

  @Test
  void encryptionIsAskedForOnce(TestGateway gateway) throws IOException {
    RawClient client = RawClient.connect(gateway.port());
    byte[] tls = new MessageBuffer().int32(80877103).toBytes();
    assertThat(client.first(tls).send().octet()).isEqualTo('N');
    assertThat(refused(gateway, client.first(tls))).containsExactly("E(FATAL 08P01)", "end");
  }

  @Test
  void aStartThatIsNoneIsRefused(TestGateway gateway) throws IOException {
    byte[] unterminated =
        new MessageBuffer().int32(Startup.VERSION_3).text("user").chars("analyst").toBytes();
    assertThat(refused(gateway, RawClient.connect(gateway.port()).first(unterminated)))
        .containsExactly("E(FATAL 08P01)", "end");
    assertThat(refused(gateway, RawClient.connect(gateway.port()).first(new byte[2])))
        .containsExactly("E(FATAL 08P01)", "end");
    byte[] huge = new MessageBuffer().int32(Integer.MAX_VALUE).int32(0).toBytes();
    assertThat(refused(gateway, RawClient.connect(gateway.port()).bytes(huge)))
        .containsExactly("E(FATAL 08P01)", "end");
    byte[] http = "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(refused(gateway, RawClient.connect(gateway.port()).bytes(http)))
        .containsExactly("E(FATAL 08P01)", "end");
    byte[] tls = {0x16, 3, 1, 2, 0, 1, 0, 1, -4, 3, 3};
    assertThat(refused(gateway, RawClient.connect(gateway.port()).bytes(tls)))
        .last()
        .isEqualTo("end");
  }

  @Test
  void messagesOfNoClientEndTheSession(TestGateway gateway) throws IOException {
    for (char type : new char[] {'z', '\0', 'p', 'R', 0xff}) {
      RawClient client = RawClient.open(gateway).message(type, new MessageBuffer());
      assertThat(refused(gateway, client)).containsExactly("E(FATAL 08P01)", "end");
    }
    byte[] negative = new MessageBuffer().octet('Q').int32(-7).toBytes();
    assertThat(refused(gateway, RawClient.open(gateway).bytes(negative)))
        .containsExactly("E(FATAL 08P01)", "end");
    byte[] tooLong = new MessageBuffer().octet('Q').int32(Integer.MAX_VALUE).toBytes();
    assertThat(refused(gateway, RawClient.open(gateway).bytes(tooLong)))
        .containsExactly("E(FATAL 08P01)", "end");
    MessageBuffer twice = new MessageBuffer().text("SELECT 1").text("SELECT 2");
    assertThat(refused(gateway, RawClient.open(gateway).message('Q', twice)))
        .containsExactly("E(FATAL 08P01)", "end");
  }

  @Test
  void changesAreReported(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      client.settings.clear();
      client.ask("SET application_name = 'a'; SET my.own = 1; SET TIME ZONE 'Asia/Taipei'");
      assertThat(client.settings)
          .containsOnly(
              java.util.Map.entry("application_name", "a"),
              java.util.Map.entry("TimeZone", "Asia/Taipei"));
      client.settings.clear();
      client.ask("SET application_name = 'a'");
      assertThat(client.settings).isEmpty();
    }
  }

  @Test
  void localSettingsEndWithTheTransaction(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      client.ask("SET LOCAL application_name = 'nowhere'");
      assertThat(show(client, "application_name")).isEqualTo("D");
      client.ask("BEGIN; SET LOCAL application_name = 'here'");
      assertThat(show(client, "application_name")).isEqualTo("D(here)");
      client.ask("COMMIT");
      assertThat(show(client, "application_name")).isEqualTo("D");
      assertThat(client.settings).containsEntry("application_name", "");
      client.ask("BEGIN; SET LOCAL application_name = 'a'; SET application_name = 'b'; COMMIT");
      assertThat(show(client, "application_name")).isEqualTo("D(b)");
    }
  }

  @Test
  void settingsAreRolledBack(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      client.ask("SET application_name = 'before'");
      client.ask("BEGIN; SET application_name = 'within'; SET my.own = 1; ROLLBACK");
      assertThat(show(client, "application_name")).isEqualTo("D(before)");
      assertThat(client.settings).containsEntry("application_name", "before");
      assertThat(show(client, "my.own")).isEqualTo("E(42704)");
      client.ask("BEGIN; SET application_name = 'within'; SELECT nothing");
      client.ask("COMMIT");
      assertThat(show(client, "application_name")).isEqualTo("D(before)");
      client.ask("BEGIN; SET application_name = 'within'; COMMIT");
      assertThat(show(client, "application_name")).isEqualTo("D(within)");
    }
  }

  @Test
  void valuesThatCannotBeAreRefused(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.open(gateway)) {
      for (String set :
          List.of(
              "statement_timeout = 9223372036854775807",
              "statement_timeout = '9223372036854775807h'",
              "statement_timeout = '600h'",
              "statement_timeout = -1",
              "statement_timeout = ''",
              "TIME ZONE 'Nowhere'",
              "DateStyle = 'German'",
              "client_encoding = 'SQL_ASCII'",
              "standard_conforming_strings = off",
              "bytea_output = escape")) {
        assertThat(client.ask("SET " + set)).as(set).containsExactly("E(22023)", "Z(I)");
      }
      for (String fixed : List.of("server_version", "is_superuser", "integer_datetimes")) {
        assertThat(client.ask("SET " + fixed + " = 1")).containsExactly("E(55P02)", "Z(I)");
      }
    }
  }

  /** Names with an offset count westwards, as POSIX has them; drivers of Java send such. */
  @Test
  void zonesAreThoseOfPostgres(TestGateway gateway) throws IOException {
    String moment = "SELECT instant FROM sample WHERE id = 1";
    String[][] zones = {
      {"'GMT-8'", "2024-01-01 09:00:00+08"},
      {"'UTC+3:30'", "2023-12-31 21:30:00-03:30"},
      {"8", "2024-01-01 09:00:00+08"},
      {"-8", "2023-12-31 17:00:00-08"},
      {"'Z'", "2024-01-01 01:00:00+00"},
      {"'asia/taipei'", "2024-01-01 09:00:00+08"},
      {"DEFAULT", "2024-01-01 01:00:00+00"},
      {"'America/St_Johns'", "2023-12-31 21:30:00-03:30"},
      {"LOCAL", "2024-01-01 01:00:00+00"},
    };
    try (RawClient client = RawClient.open(gateway)) {
      for (String[] zone : zones) {
        assertThat(client.ask("SET TIME ZONE " + zone[0])).as(zone[0]).contains("C(SET)");
        assertThat(client.ask(moment)).as(zone[0]).contains("D(" + zone[1] + ")");
        // What SHOW gives can be set again.
        String shown = show(client, "TimeZone");
        client.ask("SET TimeZone = '" + shown.substring(2, shown.length() - 1) + "'");
        assertThat(client.ask(moment)).as(shown).contains("D(" + zone[1] + ")");
      }
    }
  }
}
