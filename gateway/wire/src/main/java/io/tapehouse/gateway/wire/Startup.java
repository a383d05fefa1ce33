package io.tapehouse.gateway.wire;

import java.util.Map;

/**
 * What the first message of a connection asks for. Immutable, as long as nobody changes its bytes.
 */
public final class Startup {

  /** Version 3.0. */
  public static final int VERSION_3 = 3 << 16;

  /** The longest first message that PostgreSQL takes. */
  public static final int LONGEST = 10_000;

  private static final int CANCEL = 80877102;
  private static final int SSL = 80877103;
  private static final int GSS = 80877104;

  private final Kind kind;
  private final int version;
  private final Map<String, String> parameters;
  private final byte[] raw;

  private Startup(Kind kind, int version, Map<String, String> parameters, byte[] raw) {
    this.kind = kind;
    this.version = version;
    this.parameters = parameters;
    this.raw = raw;
  }

  /** What a first message asks for. */
  public enum Kind {
    /** A session. */
    SESSION,
    /** TLS; the answer is one byte, and another first message follows. */
    TLS,
    /** Encryption by Kerberos; the answer is one byte, and another first message follows. */
    GSS,
    /** To cancel what another connection does. */
    CANCEL,
    /** Another major version of the protocol. */
    OTHER
  }

  /**
   * Reads the body of a first message.
   *
   * @throws ProtocolException when it is cut off
   */
  public static Startup of(byte[] raw) throws ProtocolException {
    MessageReader reader = new MessageReader(raw);
    int version = reader.int32();
    return switch (version) {
      case CANCEL -> new Startup(Kind.CANCEL, version, Map.of(), raw);
      case SSL -> new Startup(Kind.TLS, version, Map.of(), raw);
      case GSS -> new Startup(Kind.GSS, version, Map.of(), raw);
      default -> {
        if (version >>> 16 != VERSION_3 >>> 16) {
          yield new Startup(Kind.OTHER, version, Map.of(), raw);
        }
        Map<String, String> parameters = reader.pairs();
        reader.end("StartupMessage");
        yield new Startup(Kind.SESSION, version, parameters, raw);
      }
    };
  }

  /** What it asks for. */
  public Kind kind() {
    return kind;
  }

  /** The version of the protocol that a session asks for: the major one in the upper 16 bits. */
  public int version() {
    return version;
  }

  /** Parameters of a session, by name. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** The message's body as it was sent. */
  public byte[] raw() {
    return raw;
  }

  /** Process and key of a session that is to be cancelled. */
  public MessageReader cancelled() throws ProtocolException {
    MessageReader reader = new MessageReader(raw);
    reader.int32();
    return reader;
  }
}
