package io.tapehouse.emulators.redshift;

import io.tapehouse.gateway.wire.Message;
import io.tapehouse.gateway.wire.MessageBuffer;
import io.tapehouse.gateway.wire.Startup;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * The first messages of a connection. Encryption is declined; of the parameters those pass that
 * PostgreSQL knows, so the driver's own are dropped ({@code driver_version}, {@code os_version},
 * {@code client_protocol_version}, {@code driver_discovery_version} and others like them).
 */
final class Greeting {

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
      MessageBuffer body = new MessageBuffer().int32(Startup.VERSION_3);
      parameters.forEach(
          (name, value) -> {
            if (KNOWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
              body.text(name).text(value);
            }
          });
      return body.octet('\0').toBytes();
    }
  }

  private Greeting() {}

  /** Reads up to the start-up message. */
  static Request read(Pipe client) throws IOException {
    while (true) {
      Startup startup = Startup.of(client.readFirst());
      switch (startup.kind()) {
        case TLS, GSS -> client.writeOctet('N');
        case CANCEL -> {
          return new Request(true, Map.of(), startup.raw());
        }
        case SESSION -> {
          return new Request(false, startup.parameters(), startup.raw());
        }
        case OTHER -> throw new IOException("a client speaks another protocol");
      }
    }
  }

  /** Asks for the password. */
  static boolean proves(Pipe client, Map<String, String> parameters, String user, String password)
      throws IOException {
    client.write(new MessageBuffer().int32(3).toMessage('R'));
    client.flush();
    Message answer = client.read();
    return answer.type() == 'p'
        && answer.reader().text().equals(password)
        && user.equals(parameters.get("user"));
  }
}
