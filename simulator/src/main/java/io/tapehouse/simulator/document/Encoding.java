package io.tapehouse.simulator.document;

import java.nio.charset.Charset;

/** The encoding of Taiwanese CSV files. */
public final class Encoding {

  /** Big5 with Microsoft's additions: strict Big5 lacks characters that the publishers use. */
  public static final Charset MS950 = Charset.forName("MS950");

  private Encoding() {}
}
