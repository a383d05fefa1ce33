package io.tapehouse.gateway;

import io.tapehouse.gateway.wire.Message;
import io.tapehouse.gateway.wire.MessageBuffer;
import io.tapehouse.gateway.wire.MessageReader;
import io.tapehouse.gateway.wire.Startup;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Speaks PostgreSQL's protocol message by message. Answers are short texts: {@code T(id:23)},
 * {@code D(1,null)}, {@code C(SELECT 1)}, {@code E(42601)}, {@code Z(I)}.
 */
final class RawClient implements AutoCloseable {

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private MessageBuffer waiting = new MessageBuffer();
  private int process;
  private int key;
  private String error = "";
  private boolean binary;
  final Map<String, String> settings = new LinkedHashMap<>();

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  /** A connection of which nothing has been sent. */
  static RawClient connect(int port) throws IOException {
    return new RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** A session of anyone. */
  static RawClient open(TestGateway gateway, String... parameters) throws IOException {
    RawClient client = connect(gateway.port());
    client.start(Startup.VERSION_3, parameters).send();
    List<String> answers = client.untilReady();
    if (!answers.get(answers.size() - 1).equals("Z(I)")) {
      throw new IOException("expected a session, found " + answers + ' ' + client.error);
    }
    return client;
  }

  // what is sent

  /** A first message, with user and database unless they are named. */
  RawClient start(int version, String... parameters) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("user", "analyst");
    all.put("database", Gateway.DATABASE);
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], parameters[i + 1]);
    }
    MessageBuffer body = new MessageBuffer().int32(version);
    all.forEach((name, value) -> body.text(name).text(value));
    return first(body.octet(0).toBytes());
  }

  /** A first message of any body. */
  RawClient first(byte[] body) {
    waiting.int32(body.length + Integer.BYTES).bytes(body);
    return this;
  }

  RawClient message(char type, MessageBuffer body) {
    waiting.begin(type).bytes(body.toBytes()).end();
    return this;
  }

  RawClient bytes(byte[] bytes) {
    waiting.bytes(bytes);
    return this;
  }

  RawClient query(String sql) {
    return message('Q', new MessageBuffer().text(sql));
  }

  RawClient parse(String name, String sql, int... types) {
    MessageBuffer body = new MessageBuffer().text(name).text(sql).int16(types.length);
    for (int type : types) {
      body.int32(type);
    }
    return message('P', body);
  }

  /** Values in text, and rows in text. */
  RawClient bind(String portal, String statement, Object... values) {
    return bind(portal, statement, new int[0], new int[0], values);
  }

  /**
   * @param values texts or bytes
   */
  RawClient bind(String portal, String statement, int[] formats, int[] results, Object... values) {
    MessageBuffer body = new MessageBuffer().text(portal).text(statement).int16(formats.length);
    for (int format : formats) {
      body.int16(format);
    }
    body.int16(values.length);
    for (Object value : values) {
      if (value == null) {
        body.int32(-1);
      } else {
        byte[] bytes =
            value instanceof byte[] raw ? raw : ((String) value).getBytes(StandardCharsets.UTF_8);
        body.int32(bytes.length).bytes(bytes);
      }
    }
    body.int16(results.length);
    for (int result : results) {
      body.int16(result);
    }
    return message('B', body);
  }

  /**
   * @param kind S or P
   */
  RawClient describe(char kind, String name) {
    return message('D', new MessageBuffer().octet(kind).text(name));
  }

  RawClient execute(String portal, int rows) {
    return message('E', new MessageBuffer().text(portal).int32(rows));
  }

  RawClient close(char kind, String name) {
    return message('C', new MessageBuffer().octet(kind).text(name));
  }

  RawClient sync() {
    return message('S', new MessageBuffer());
  }

  RawClient flush() {
    return message('H', new MessageBuffer());
  }

  /** Sends all that was written. */
  RawClient send() throws IOException {
    waiting.drainTo(out);
    out.flush();
    return this;
  }

  // what is answered

  /** Sends a query; the answers up to ReadyForQuery. */
  List<String> ask(String sql) throws IOException {
    return query(sql).answers();
  }

  /** Sends what was written; the answers up to ReadyForQuery, or to the end of the connection. */
  List<String> answers() throws IOException {
    send();
    return untilReady();
  }

  List<String> untilReady() throws IOException {
    List<String> answers = new ArrayList<>();
    String answer;
    do {
      answer = next();
      if (!answer.startsWith("S(")) {
        answers.add(answer);
      }
    } while (!answer.startsWith("Z(") && !answer.equals("end"));
    return answers;
  }

  /** The next answer; "end" when there is none. */
  String next() throws IOException {
    try {
      return shown(Message.read(in));
    } catch (EOFException | java.net.SocketException e) {
      return "end";
    }
  }

  /** Whether the server has not answered. */
  boolean nothingYet() throws IOException {
    return in.available() == 0;
  }

  /** One byte: the answer to a request for encryption. */
  int octet() throws IOException {
    return in.read();
  }

  /** Rows are shown as hexadecimal numbers from now on. */
  RawClient showBinary() {
    binary = true;
    return this;
  }

  private String shown(Message message) throws IOException {
    MessageReader reader = message.reader();
    String content =
        switch (message.type()) {
          case 'T' -> {
            List<String> columns = new ArrayList<>();
            for (int count = reader.int16(); count > 0; count--) {
              String name = reader.text();
              reader.int32();
              reader.int16();
              int oid = reader.int32();
              reader.int16();
              int modifier = reader.int32();
              int format = reader.int16();
              columns.add(
                  name
                      + ':'
                      + oid
                      + (modifier < 0 ? "" : "~" + modifier)
                      + (format == 1 ? "b" : ""));
            }
            yield String.join(",", columns);
          }
          case 't' -> {
            List<String> types = new ArrayList<>();
            for (int count = reader.int16(); count > 0; count--) {
              types.add(Integer.toString(reader.int32()));
            }
            yield String.join(",", types);
          }
          case 'D' -> {
            List<String> values = new ArrayList<>();
            for (int count = reader.int16(); count > 0; count--) {
              byte[] value = reader.value();
              values.add(
                  value == null
                      ? "null"
                      : binary
                          ? HexFormat.of().formatHex(value)
                          : new String(value, StandardCharsets.UTF_8));
            }
            yield String.join(",", values);
          }
          case 'C' -> reader.text();
          case 'E', 'N' -> {
            Map<Character, String> fields = reader.fields();
            if (message.type() == 'E') {
              error = fields.get('M');
            }
            String position = fields.containsKey('P') ? "@" + fields.get('P') : "";
            yield (fields.get('S').equals("FATAL") ? "FATAL " : "") + fields.get('C') + position;
          }
          case 'S' -> {
            String name = reader.text();
            settings.put(name, reader.text());
            yield name + '=' + settings.get(name);
          }
          case 'K' -> {
            process = reader.int32();
            key = reader.int32();
            yield "";
          }
          case 'R' -> Integer.toString(reader.int32());
          case 'Z' -> Character.toString(reader.octet());
          case 'd' -> new String(reader.rest(), StandardCharsets.UTF_8);
          case 'v' -> {
            StringBuilder all = new StringBuilder().append(reader.int32());
            for (int count = reader.int32(); count > 0; count--) {
              all.append(',').append(reader.text());
            }
            yield all.toString();
          }
          case '1', '2', '3', 'n', 's', 'I', 'c' -> "";
          case 'H' -> reader.octet() + "";
          default -> throw new IOException("an answer of the type " + message.type());
        };
    if (message.type() != 'R' && message.type() != 'H') {
      reader.end(Character.toString(message.type()));
    }
    return message.type() + (content.isEmpty() ? "" : "(" + content + ")");
  }

  /** The words of the last error. */
  String error() {
    return error;
  }

  int process() {
    return process;
  }

  int key() {
    return key;
  }

  Socket socket() {
    return socket;
  }

  /** Asks for another session's statement to be cancelled, and waits until the server has heard. */
  static void cancel(int port, int process, int key) throws IOException {
    try (RawClient other = connect(port)) {
      other
          .first(new MessageBuffer().int32(80877102).int32(process).int32(key).toBytes())
          .send()
          .octet();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
