package io.tapehouse.simulator.hkex;

import io.tapehouse.simulator.market.Noise;
import java.nio.ByteBuffer;
import java.util.Base64;

/** The state that a page of a build carries: the same for all visitors. */
final class ViewState {

  private static final int BYTES = 40;

  private ViewState() {}

  static String of(long build) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    // What the framework's own begin with.
    bytes.put((byte) 0xFF).put((byte) 0x01).put((byte) 0x0F).put((byte) 0x0F);
    while (bytes.remaining() >= Long.BYTES) {
      bytes.putLong(Noise.mix(build ^ bytes.position()));
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
