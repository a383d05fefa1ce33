package io.tapehouse.gateway;

import io.tapehouse.gateway.wire.MessageBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Sends the messages of a client with some of their bytes changed, and expects that the server
 * answers or hangs up, goes on to serve others, and keeps nothing of those that left.
 */
final class FuzzGateway {

  /** After so many connections the server is looked at. */
  private static final int BATCH = 500;

  private static final int PATIENCE_MILLIS = 30_000;

  private final TestGateway gateway;
  private final List<byte[]> sessions;

  FuzzGateway(TestGateway gateway) {
    this.gateway = gateway;
    this.sessions = List.of(simple(), extended(), cursors(), startUp());
  }

  /**
   * Sends mutations of sessions.
   *
   * @param seed of the mutations: the same seed makes the same
   * @param mutations how many
   * @throws AssertionError when the server is not as it was; with the seed of the mutation
   */
  void run(long seed, int mutations) throws IOException {
    for (int done = 0; done < mutations; done += BATCH) {
      for (int i = done; i < Math.min(done + BATCH, mutations); i++) {
        Random random = new Random(seed + i);
        byte[] session = sessions.get(random.nextInt(sessions.size()));
        try {
          send(mutated(session, random));
        } catch (SocketTimeoutException e) {
          throw new AssertionError(
              "the server neither answers nor hangs up: seed " + (seed + i), e);
        }
      }
      serves();
    }
  }

  /** Sends a session up to each of its bytes. */
  void cutEverywhere() throws IOException {
    for (byte[] session : sessions) {
      for (int length = 0; length < session.length; length++) {
        send(Arrays.copyOf(session, length));
      }
      serves();
    }
  }

  private void serves() throws IOException {
    Leaks.none(gateway, 0);
    try (RawClient client = RawClient.open(gateway)) {
      List<String> answers = client.ask("SELECT count(*) AS n FROM sample");
      if (!answers.equals(List.of("T(n:20)", "D(1001)", "C(SELECT 1)", "Z(I)"))) {
        throw new AssertionError("expected rows of the sample, found " + answers);
      }
    }
    Leaks.none(gateway, 0);
  }

  /** Sends all, then ends what it sends, and reads until the server has no more to say. */
  private void send(byte[] session) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(session);
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      byte[] answer = new byte[1 << 16];
      while (in.read(answer) >= 0) {
        // What it answers is of no matter here.
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (SocketException e) {
      // It hung up before all was sent.
    }
  }

  private static byte[] mutated(byte[] session, Random random) {
    byte[] bytes = session.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(7)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0 : -1);
        case 3 -> bytes = Arrays.copyOf(bytes, Math.max(at, 1));
        case 4 -> bytes = without(bytes, at, Math.min(1 + random.nextInt(8), bytes.length - at));
        case 5 -> bytes = twice(bytes, at, Math.min(1 + random.nextInt(64), bytes.length - at));
        default -> {
          for (int i = at; i < Math.min(at + 4, bytes.length); i++) {
            bytes[i] = (byte) (random.nextBoolean() ? 0x7f : 0xff);
          }
        }
      }
      if (bytes.length == 0) {
        return bytes;
      }
    }
    return bytes;
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    byte[] less = Arrays.copyOf(bytes, bytes.length - count);
    System.arraycopy(bytes, at + count, less, at, bytes.length - at - count);
    return less;
  }

  private static byte[] twice(byte[] bytes, int at, int count) {
    byte[] more = Arrays.copyOf(bytes, bytes.length + count);
    System.arraycopy(bytes, at, more, at + count, bytes.length - at);
    return more;
  }

  // sessions

  private static MessageBuffer start(int version, String... parameters) {
    MessageBuffer body = new MessageBuffer().int32(version);
    for (String parameter : parameters) {
      body.text(parameter);
    }
    byte[] bytes = body.octet(0).toBytes();
    return new MessageBuffer().int32(bytes.length + Integer.BYTES).bytes(bytes);
  }

  private static MessageBuffer start() {
    return start(3 << 16, "user", "analyst", "database", "tapehouse");
  }

  private static byte[] simple() {
    MessageBuffer all = start();
    for (String sql :
        List.of(
            "SELECT id, price, label, day, instant, words FROM sample WHERE id < 20 ORDER BY id",
            "BEGIN; SET LOCAL TimeZone = 'Asia/Taipei'; SELECT 1 / 0, nothing; ROLLBACK",
            "COPY (SELECT id, label FROM sample LIMIT 5) TO STDOUT WITH (FORMAT csv, HEADER)",
            "PREPARE p AS SELECT $1 + 1; EXECUTE p(2); DEALLOCATE ALL; SHOW ALL",
            "EXPLAIN SELECT 'it''s' || E'a\\'b', $$x$$ /* c */ FROM sample -- end")) {
      all.begin('Q').text(sql).end();
    }
    return all.begin('X').end().toBytes();
  }

  private static byte[] extended() {
    MessageBuffer all = start();
    all.begin('P').text("s").text("SELECT * FROM sample WHERE id > $1 AND label <> $2 LIMIT 30");
    all.int16(2).int32(23).int32(25).end();
    all.begin('D').octet('S').text("s").end();
    for (int format = 0; format < 2; format++) {
      all.begin('B').text("c").text("s").int16(1).int16(1).int16(2).int32(4).int32(7);
      all.int32(3).chars("abc").int16(1).int16(format).end();
      all.begin('D').octet('P').text("c").end();
      all.begin('E').text("c").int32(11).end().begin('H').end().begin('E').text("c").int32(0).end();
      all.begin('C').octet('P').text("c").end().begin('S').end();
    }
    all.begin('P').text("").text("SELECT $1, $2, $3, $4, $5").int16(5);
    all.int32(1700).int32(1184).int32(1007).int32(1186).int32(2950).end();
    all.begin('B').text("").text("").int16(1).int16(1).int16(5);
    all.int32(10).int16(1).int16(0).int16(0).int16(2).int16(7);
    all.int32(8).int64(757_389_600_000_000L);
    all.int32(32).int32(1).int32(0).int32(23).int32(1).int32(1).int32(4).int32(9).int32(-1);
    all.int32(16).int64(5).int32(1).int32(2).int32(16).int64(1).int64(2).int16(1).int16(1).end();
    all.begin('E').text("").int32(0).end().begin('S').end();
    all.begin('F').int32(1598).int16(0).int16(0).int16(0).end();
    return all.begin('X').end().toBytes();
  }

  private static byte[] cursors() {
    MessageBuffer all = start();
    for (String sql :
        List.of(
            "BEGIN",
            "DECLARE c CURSOR WITH HOLD FOR SELECT id, real8, span FROM sample ORDER BY id",
            "FETCH 5 FROM c",
            "SAVEPOINT a",
            "MOVE 5 FROM c",
            "ROLLBACK TO a",
            "COMMIT",
            "FETCH FORWARD 2 FROM c",
            "CLOSE ALL",
            "SELECT oid, relname FROM pg_class WHERE relname LIKE 'stock%'",
            "SET statement_timeout = '5s'; RESET ALL; DISCARD ALL")) {
      all.begin('Q').text(sql).end();
    }
    return all.begin('X').end().toBytes();
  }

  private static byte[] startUp() {
    MessageBuffer all = new MessageBuffer().int32(8).int32(80877104).int32(8).int32(80877103);
    all.bytes(
        start(
                3 << 16 | 2,
                "user",
                "analyst",
                "database",
                "tapehouse",
                "client_encoding",
                "'utf-8'",
                "options",
                "-c extra_float_digits=3",
                "_pq_.x",
                "1",
                "driver_version",
                "2")
            .toBytes());
    all.begin('Q').text("SHOW TABLES FROM SCHEMA tapehouse.public").end();
    all.begin('P').text("").text("SHOW DATABASES;").int16(0).end();
    all.begin('B').text("").text("").int16(0).int16(0).int16(0).end();
    all.begin('E').text("").int32(0).end().begin('S').end();
    return all.begin('X').end().toBytes();
  }
}
