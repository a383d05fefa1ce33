package io.tapehouse.emulators.redshift;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * The first messages of a connection. Encryption is declined; of the parameters those pass that
 * PostgreSQL knows, so the driver's own are dropped ({@code driver_version}, {@code os_version},
 * {@code client_protocol_version}, {@code driver_discovery_version} and others like them).
 */
final class Greeting {

  static final int VERSION = 3 << 16;
  private static final int CANCEL = 80877102;
  private static final int SSL = 80877103;
  private static final int GSS = 80877104;

  private static final Set<String> KNOWN =
      Set.of(
          "user",
          "database",
          "client_encoding",
          "datestyle",
          "timezone",
          "extra_float_digits",
          "application_name",
          "search_path",
          "statement_timeout");

  /** Whether the client wants a session, and if so its parameters; else the request to pass on. */
  static final class Request {
    private final boolean cancels;
    private final Map<String, String> parameters;
    private final byte[] raw;

    private Request(boolean cancels, Map<String, String> parameters, byte[] raw) {
      this.cancels = cancels;
      this.parameters = parameters;
      this.raw = raw;
    }

    boolean cancels() {
      return cancels;
    }

    Map<String, String> parameters() {
      return parameters;
    }

    /** As the client sent it. */
    byte[] raw() {
      return raw;
    }

    /** The parameters for PostgreSQL. */
    byte[] forServer() {
      MessageBody body = new MessageBody().number(VERSION);
      parameters.forEach(
          (name, value) -> {
            if (KNOWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
              body.text(name).text(value);
            }
          });
      return body.octet('\0').bytes();
    }
  }

  private Greeting() {}

  /** Reads up to the start-up message. */
  static Request read(Pipe client) throws IOException {
    while (true) {
      byte[] raw = client.readFirst();
      MessageReader reader = new MessageReader(raw);
      switch (reader.number()) {
        case SSL, GSS -> client.writeOctet('N');
        case CANCEL -> {
          return new Request(true, Map.of(), raw);
        }
        case VERSION -> {
          return new Request(false, reader.pairs(), raw);
        }
        default -> throw new IOException("a client speaks another protocol");
      }
    }
  }

  /** Asks for the password. */
  static boolean proves(Pipe client, Map<String, String> parameters, String user, String password)
      throws IOException {
    client.write(new MessageBody().number(3).message('R'));
    client.flush();
    PgMessage answer = client.read();
    return answer.type() == 'p'
        && answer.reader().text().equals(password)
        && user.equals(parameters.get("user"));
  }
}
