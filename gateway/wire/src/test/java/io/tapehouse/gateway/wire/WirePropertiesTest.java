package io.tapehouse.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes that nobody meant as a message: each of them is read, or is refused as such, and nothing
 * else happens.
 */
class WirePropertiesTest {

  private static final int ROUNDS = 4_000;

  @FunctionalInterface
  private interface Reading {
    void read() throws IOException;
  }

  private static void readsOrRefuses(Reading reading) {
    try {
      reading.read();
    } catch (ProtocolException | EOFException e) {
      assertThat(e.getMessage() == null || !e.getMessage().isBlank()).isTrue();
    } catch (IOException e) {
      throw new AssertionError("expected a ProtocolException or an EOFException", e);
    }
  }

  private static byte[] randomBytes(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static DataInputStream stream(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  @Test
  void anyBytesAreMessagesOrRefused() {
    Random random = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = randomBytes(random, 40);
      if (bytes.length > 4 && random.nextBoolean()) {
        // Lengths that are small enough to be believed.
        bytes[1] = 0;
        bytes[2] = 0;
        bytes[3] = 0;
      }
      readsOrRefuses(
          () -> {
            DataInputStream in = stream(bytes);
            while (true) {
              takeApart(Message.read(in).reader(), random);
            }
          });
    }
  }

  @Test
  void anyBodyIsAStartOrRefused() {
    Random random = new Random(2);
    int[] codes = {Startup.VERSION_3, Startup.VERSION_3 | 2, 80877102, 80877103, 80877104, 2 << 16};
    for (int round = 0; round < ROUNDS; round++) {
      byte[] tail = randomBytes(random, 30);
      for (int i = 0; i < tail.length; i++) {
        tail[i] = random.nextInt(3) == 0 ? 0 : tail[i];
      }
      byte[] body =
          new MessageBuffer().int32(codes[random.nextInt(codes.length)]).bytes(tail).toBytes();
      readsOrRefuses(
          () -> {
            Startup startup = Startup.of(body);
            assertThat(startup.raw()).isEqualTo(body);
            takeApart(startup.cancelled(), random);
          });
    }
  }

  /** Asks a body for fields in any order. */
  private static void takeApart(MessageReader reader, Random random) throws IOException {
    while (reader.remaining() > 0) {
      int before = reader.remaining();
      switch (random.nextInt(10)) {
        case 0 -> reader.text();
        case 1 -> reader.octet();
        case 2 -> reader.int16();
        case 3 -> reader.int32();
        case 4 -> assertThat(reader.count(2) * 2).isLessThanOrEqualTo(reader.remaining());
        case 5 -> reader.value();
        case 6 -> reader.bytes(random.nextInt(-10, 50));
        case 7 -> reader.pairs();
        case 8 -> reader.fields();
        default -> reader.end("X");
      }
      assertThat(reader.remaining()).isBetween(0, before);
    }
    assertThat(reader.rest()).isEmpty();
  }

  @Test
  void writtenMessagesReadTheSame() throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      String text = text(random);
      byte[] value = randomBytes(random, 600);
      int number = random.nextInt();
      long big = random.nextLong();
      MessageBuffer buffer = new MessageBuffer(1);
      buffer.begin('B').text(text).int16(number).int32(number).int64(big);
      buffer.int32(value.length).bytes(value).int32(-1).octet(number).end();
      buffer.begin('S').end();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      buffer.drainTo(out);
      assertThat(buffer.length()).isZero();
      DataInputStream in = stream(out.toByteArray());
      Message message = Message.read(in);
      assertThat(message.type()).isEqualTo('B');
      MessageReader reader = message.reader();
      assertThat(reader.text()).isEqualTo(text);
      assertThat(reader.int16()).isEqualTo((short) number);
      assertThat(reader.int32()).isEqualTo(number);
      assertThat(((long) reader.int32() << 32) | (reader.int32() & 0xffffffffL)).isEqualTo(big);
      assertThat(reader.value()).isEqualTo(value);
      assertThat(reader.value()).isNull();
      assertThat(reader.octet()).isEqualTo((char) (number & 0xff));
      reader.end("Bind");
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      message.write(again);
      assertThat(again.toByteArray()).isEqualTo(Arrays.copyOf(out.toByteArray(), again.size()));
      assertThat(Message.read(in).type()).isEqualTo('S');
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      int point = 1 + random.nextInt(random.nextBoolean() ? 0x7f : 0x10ffff);
      text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
    }
    return text.toString();
  }

  @Test
  void whatIsCutOffAnywhereIsRefused() throws IOException {
    MessageBuffer buffer = new MessageBuffer().begin('P').text("name").text("SELECT 1");
    byte[] whole = buffer.int16(2).int32(23).int32(25).end().toBytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Message.read(stream(cut))).isInstanceOf(EOFException.class);
    }
    byte[] body = Message.read(stream(whole)).reader().rest();
    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertThatThrownBy(
              () -> {
                MessageReader reader = new MessageReader(cut);
                reader.text();
                reader.text();
                for (int i = reader.count(Integer.BYTES); i > 0; i--) {
                  reader.int32();
                }
              })
          .isInstanceOf(ProtocolException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 3, Message.GREATEST + 5, Integer.MAX_VALUE})
  void lengthsThatNoMessageHasAreRefused(int length) {
    byte[] head = new MessageBuffer().octet('Q').int32(length).toBytes();
    assertThatThrownBy(() -> Message.read(stream(head)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining(Integer.toString(length));
  }

  @Test
  void aReaderMayWantLess() throws IOException {
    byte[] message = new MessageBuffer().begin('Q').bytes(new byte[11]).end().toBytes();
    assertThat(Message.read(stream(message), 11).reader().remaining()).isEqualTo(11);
    assertThatThrownBy(() -> Message.read(stream(message), 10))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("expected a message of 4 to 14 bytes, found the length 15");
  }

  /** A thousand claims of a gigabyte each: memory for one alone would not be there twice. */
  @Test
  void aLengthThatIsClaimedTakesNoMemory() {
    byte[] head = new MessageBuffer().octet('Q').int32(Message.GREATEST).int32(1).toBytes();
    byte[] value = new MessageBuffer().int32(Integer.MAX_VALUE).int32(1).toBytes();
    byte[] count = new MessageBuffer().int16(0xffff).int32(1).toBytes();
    long before = allocated();
    for (int i = 0; i < 1_000; i++) {
      assertThatThrownBy(() -> Message.read(stream(head))).isInstanceOf(EOFException.class);
      assertThatThrownBy(() -> new MessageReader(value).value())
          .isInstanceOf(ProtocolException.class);
      assertThatThrownBy(() -> new MessageReader(count).count(1))
          .isInstanceOf(ProtocolException.class);
    }
    assertThat(allocated() - before).isLessThan(1L << 30);
  }

  private static long allocated() {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }

  @Test
  void textThatIsNoUtf8IsRefused() {
    for (byte[] text :
        List.of(
            new byte[] {(byte) 0xc3, 0}, new byte[] {(byte) 0xff, 0}, new byte[] {-64, -128, 0})) {
      assertThatThrownBy(() -> new MessageReader(text).text())
          .isInstanceOf(ProtocolException.class)
          .hasMessageContaining("UTF-8");
    }
  }

  /** A zero within a text would end it early, and what follows would be taken for other fields. */
  @Test
  void aTextHasNoZeroWithin() throws IOException {
    MessageReader reader = new MessageReader(new MessageBuffer().text("a\0b").octet(7).toBytes());
    assertThat(reader.text()).isEqualTo("a\ufffdb");
    assertThat(reader.octet()).isEqualTo('\7');
  }

  @Test
  void pairsEndWithAnEmptyName() throws IOException {
    byte[] body =
        new MessageBuffer().int32(Startup.VERSION_3).text("user").text("é").octet(0).toBytes();
    assertThat(Startup.of(body).parameters()).isEqualTo(Map.of("user", "é"));
    byte[] unterminated = Arrays.copyOf(body, body.length - 1);
    assertThatThrownBy(() -> Startup.of(unterminated)).isInstanceOf(ProtocolException.class);
    byte[] more = Arrays.copyOf(body, body.length + 1);
    assertThatThrownBy(() -> Startup.of(more))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("1 bytes more");
  }

  @Test
  void messagesDoNotNest() {
    MessageBuffer buffer = new MessageBuffer().begin('D').chars("half a row");
    assertThatThrownBy(() -> buffer.begin('E')).isInstanceOf(IllegalStateException.class);
    buffer.truncate(0);
    assertThat(buffer.begin('E').end().toBytes())
        .isEqualTo("E\0\0\0\4".getBytes(StandardCharsets.US_ASCII));
  }
}
