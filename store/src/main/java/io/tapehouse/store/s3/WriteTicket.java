package io.tapehouse.store.s3;

import io.tapehouse.store.s3.S3Place.Found;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The mark of one call of {@code putIfAbsent} on the object that it writes. A PUT may be carried
 * out and its answer be lost; the next attempt then finds the key taken, by ourselves. The mark
 * distinguishes that from the work of others.
 *
 * @param id drawn for this call alone
 */
record WriteTicket(String id) {

  /** The object has it as {@code x-amz-meta-tapehouse-write}. */
  static final String NAME = "tapehouse-write";

  static WriteTicket draw() {
    return new WriteTicket(UUID.randomUUID().toString());
  }

  Map<String, String> metadata() {
    return Map.of(NAME, id);
  }

  /** Whether the object that is at a key now was written by this call. */
  boolean isOn(S3Place place, String key) throws IOException {
    Optional<Found> found = place.find(key);
    return found.isPresent() && id.equals(found.get().metadata().get(NAME));
  }
}
