package io.tapehouse.emulators.redshift;

import io.tapehouse.gateway.wire.Message;
import io.tapehouse.gateway.wire.MessageBuffer;
import io.tapehouse.gateway.wire.MessageReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The session in PostgreSQL behind one client. Messages go one at a time, each with a flush behind
 * it, so that it is always known what an answer belongs to. What PostgreSQL words otherwise than
 * Redshift is put right here.
 */
final class Server implements Closeable {

  /** Who hears an answer. */
  @FunctionalInterface
  interface Listener {
    Listener NOBODY = message -> {};

    void hear(Message message) throws IOException;
  }

  private static final Set<Character> ENDS = Set.of('1', '2', '3', 'T', 'n', 'C', 'I', 's', 'G');
  private static final Message FLUSH = new MessageBuffer().toMessage('H');
  private static final Message SYNC = new MessageBuffer().toMessage('S');
  private static final Pattern BYTES = Pattern.compile("varchar_bytes_(\\d+)_.*");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Pipe pipe;
  private int names;
  private boolean skipping;
  private boolean inBlock;
  private String group = "";
  private String committedGroup = "";

  Server(Pipe pipe) {
    this.pipe = pipe;
  }

  /** Sends the first message of the connection, and hears the server out until it is ready. */
  void start(byte[] startup, Listener client) throws IOException {
    pipe.writeFirst(startup);
    untilReady(client, Function.identity());
  }

  /** After an error the server discards what comes, until a sync. */
  boolean skipping() {
    return skipping;
  }

  boolean inBlock() {
    return inBlock;
  }

  String group() {
    return group;
  }

  /** Of the transaction that is open, if one is. */
  void group(String value) {
    group = value;
  }

  /** Sends one message of the extended protocol; false where the answer is an error. */
  boolean exchange(Message message, Listener client) throws IOException {
    send(message);
    return answer(client, Function.identity());
  }

  /** For what has no answer of its own, such as rows of a COPY. */
  void write(Message message) throws IOException {
    pipe.write(message);
  }

  /** Ends a COPY well. */
  boolean finish(Listener client) throws IOException {
    pipe.write(new MessageBuffer().toMessage('c'));
    pipe.write(FLUSH);
    pipe.flush();
    return answer(client, Function.identity());
  }

  /** Ends a COPY with {@code error}. */
  void abandon(ServerError error, Listener client) throws IOException {
    pipe.write(new MessageBuffer().text("abandoned").toMessage('f'));
    pipe.write(FLUSH);
    pipe.flush();
    answer(client, ignored -> error.message());
  }

  /** Carries out a statement of the proxy's own; the client hears of it only when it fails. */
  boolean own(String sql, Listener client) throws IOException {
    return open(sql, message -> hear(message, client));
  }

  /** Begins what takes rows, or carries out what does not. */
  boolean open(String sql, Listener client) throws IOException {
    String name = prepare(sql, client);
    return !skipping
        && exchange(
            new MessageBuffer().text(name).text(name).int16(0).int16(0).int16(0).toMessage('B'),
            client)
        && exchange(new MessageBuffer().text(name).int32(0).toMessage('E'), client);
  }

  /** Prepares a statement of the proxy's own and describes it. */
  boolean describe(String sql, Listener client) throws IOException {
    String name = prepare(sql, client);
    return !skipping && exchange(new MessageBuffer().octet('S').text(name).toMessage('D'), client);
  }

  /** Under a name that no client uses and that is used once. */
  private String prepare(String sql, Listener client) throws IOException {
    String name = "tapehouse_own_" + names++;
    exchange(new MessageBuffer().text(name).text(sql).int16(0).toMessage('P'), client);
    return name;
  }

  /** Makes the server fail, and with it the transaction; the client receives {@code error}. */
  void fail(ServerError error, Listener client) throws IOException {
    send(new MessageBuffer().text("").text("refused").int16(0).toMessage('P'));
    answer(client, ignored -> error.message());
  }

  /** The same in the simple protocol. */
  void failSimple(ServerError error, Listener client) throws IOException {
    pipe.write(new MessageBuffer().text("refused").toMessage('Q'));
    pipe.flush();
    untilReady(client, message -> message.type() == 'E' ? error.message() : message);
  }

  /** Carries out a text in the simple protocol, to the end. */
  void simple(String sql, Listener client) throws IOException {
    pipe.write(new MessageBuffer().text(sql).toMessage('Q'));
    pipe.flush();
    untilReady(client, Function.identity());
  }

  void sync(Listener client) throws IOException {
    pipe.write(SYNC);
    pipe.flush();
    untilReady(client, Function.identity());
  }

  private void send(Message message) throws IOException {
    pipe.write(message);
    pipe.write(FLUSH);
    pipe.flush();
  }

  private boolean answer(Listener client, Function<Message, Message> error) throws IOException {
    while (true) {
      Message message = pipe.read();
      note(message);
      if (message.type() == 'E') {
        skipping = true;
        client.hear(error.apply(asRedshift(message)));
        return false;
      }
      client.hear(asRedshift(message));
      if (ENDS.contains(message.type())) {
        return true;
      }
    }
  }

  private void untilReady(Listener client, Function<Message, Message> change) throws IOException {
    Message message;
    do {
      message = pipe.read();
      note(message);
      client.hear(change.apply(asRedshift(message)));
    } while (message.type() != 'Z');
    skipping = false;
  }

  private static void hear(Message message, Listener client) throws IOException {
    if (message.type() == 'E') {
      client.hear(message);
    }
  }

  private void note(Message message) throws IOException {
    switch (message.type()) {
      case 'C' -> tag(message.reader().text());
      case 'Z' -> {
        inBlock = message.reader().octet() != 'I';
        if (!inBlock) {
          committedGroup = group;
        }
      }
      default -> {}
    }
  }

  private void tag(String tag) {
    switch (tag) {
      case "BEGIN", "START TRANSACTION" -> {
        inBlock = true;
        committedGroup = group;
      }
      case "COMMIT" -> inBlock = false;
      case "ROLLBACK" -> {
        inBlock = false;
        group = committedGroup;
      }
      default -> {}
    }
  }

  private Message asRedshift(Message message) throws IOException {
    return switch (message.type()) {
      case 'S' -> parameter(message);
      case 'E' -> error(message);
      default -> message;
    };
  }

  private static Message parameter(Message message) throws IOException {
    MessageReader reader = message.reader();
    return reader.text().equals("server_version")
        ? new MessageBuffer().text("server_version").text("8.0.2").toMessage('S')
        : message;
  }

  private static Message error(Message message) throws IOException {
    var fields = message.reader().fields();
    String text = fields.getOrDefault('M', "");
    Matcher bytes = BYTES.matcher(fields.getOrDefault('n', ""));
    if ("40001".equals(fields.get('C'))) {
      Matcher number = NUMBER.matcher(fields.getOrDefault('D', ""));
      return ServerError.serialization(
              (number.find() ? number.group() : "0") + "; PostgreSQL's message: " + text)
          .message();
    }
    if ("23514".equals(fields.get('C')) && bytes.matches()) {
      return ServerError.of(
              "22001",
              "value too long for type character varying(" + bytes.group(1) + ")",
              "Lengths count bytes of UTF-8.")
          .message();
    }
    return message;
  }

  @Override
  public void close() throws IOException {
    pipe.close();
  }
}
