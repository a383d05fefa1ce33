package io.tapehouse.etl.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;

/** Figures of 64 bits one after the other: Parquet's encoding {@code PLAIN}. */
final class WideValues extends ValuesWriter {

  private ByteBuffer bytes = buffer(1 << 12);

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void writeLong(long value) {
    if (!bytes.hasRemaining()) {
      bytes = buffer(2 * bytes.capacity()).put(bytes.flip());
    }
    bytes.putLong(value);
  }

  @Override
  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  @Override
  public BytesInput getBytes() {
    return BytesInput.from(bytes.duplicate().flip());
  }

  @Override
  public Encoding getEncoding() {
    return Encoding.PLAIN;
  }

  @Override
  public void reset() {
    bytes.clear();
  }

  @Override
  public long getBufferedSize() {
    return bytes.position();
  }

  @Override
  public long getAllocatedSize() {
    return bytes.capacity();
  }

  @Override
  public String memUsageString(String prefix) {
    return "%s figures of 64 bits: %d bytes".formatted(prefix, bytes.position());
  }
}
