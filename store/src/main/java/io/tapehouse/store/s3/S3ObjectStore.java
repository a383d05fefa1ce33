package io.tapehouse.store.s3;

import io.tapehouse.store.ObjectKeys;
import io.tapehouse.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An {@link ObjectStore} in Amazon S3. Objects are written on condition that their key is free
 * ({@code If-None-Match: *}), each with the SHA-256 of its bytes, which S3 verifies. An answer that
 * is lost does not mislead: each write leaves a mark on its object, by which it knows its own work
 * again. Where a write ends in an {@link IOException} whose cause is that S3 could not be asked any
 * more, it may have been carried out all the same.
 *
 * <p>Errors name the address, the status, AWS's code and the number of the request. Safe for use by
 * many threads; an interrupt ends a call by {@link java.io.InterruptedIOException}.
 */
public final class S3ObjectStore implements ObjectStore {

  private static final int BUFFER = 1 << 16;

  private final S3Place place;

  /**
   * A store below {@code location}, whose bucket exists.
   *
   * @param client of S3, from {@link S3Clients}; closed by the caller, after the last use
   */
  public S3ObjectStore(S3Client client, S3Location location, S3Settings settings) {
    this.place = new S3Place(client, location, settings);
  }

  /** Where it is. */
  public S3Location at() {
    return place.location();
  }

  @Override
  public boolean putIfAbsent(String key, Path source) throws IOException {
    ObjectKeys.checked(key);
    long size = Files.size(source);
    if (size >= place.settings().multipartThreshold()) {
      return new MultipartWrite(place).write(key, source, size);
    }
    Slice whole = new Slice(source, 0, size);
    return new SingleWrite(place).write(key, whole.body(), whole.sha256());
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    ObjectKeys.checked(key);
    return new SingleWrite(place).write(key, RequestBody.fromBytes(bytes), Slice.Digests.of(bytes));
  }

  /** A connection that breaks is followed by another, from the byte where it broke. */
  @Override
  public InputStream open(String key) throws IOException {
    ObjectKeys.checked(key);
    return new ResumingStream(place, key);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The copy has the object's key as its path in {@code scratch}; one that is there is replaced
   * at once by a whole one.
   */
  @Override
  public Path localCopy(String key, Path scratch) throws IOException {
    Path copy = scratch.resolve(ObjectKeys.checked(key));
    Path partial = scratch.resolve("." + UUID.randomUUID() + ".part");
    try (ResumingStream in = new ResumingStream(place, key)) {
      Files.createDirectories(scratch);
      long written = 0;
      try (OutputStream out = Files.newOutputStream(partial)) {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          out.write(buffer, 0, n);
          written += n;
        }
      }
      if (written != in.size()) {
        throw new IOException(
            place.address(key) + " has " + in.size() + " bytes, but " + written + " came");
      }
      Files.createDirectories(copy.getParent());
      Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE);
      return copy;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    ObjectKeys.checked(key);
    return place.find(key).map(found -> new ObjectInfo(key, found.size()));
  }

  @Override
  public List<WrittenObject> listWritten(String prefix) throws IOException {
    String full = place.full(ObjectKeys.checkedPrefix(prefix));
    List<WrittenObject> found = new ArrayList<>();
    try {
      for (S3Object object :
          place.client().listObjectsV2Paginator(below(full).build()).contents()) {
        String key = object.key().substring(place.location().prefix().length());
        if (!key.isEmpty() && !key.endsWith("/")) { // an empty folder, as consoles make them
          found.add(new WrittenObject(key, object.size(), object.lastModified()));
        }
      }
    } catch (SdkException e) {
      throw S3Errors.failed("ListObjectsV2", place.address(prefix), e);
    }
    // S3 goes by the bytes of UTF-8, the contract by the characters of Java.
    found.sort(Comparator.comparing(WrittenObject::key));
    return found;
  }

  @Override
  public List<String> children(String prefix) throws IOException {
    String full = place.full(ObjectKeys.checkedPrefix(prefix));
    TreeSet<String> names = new TreeSet<>();
    try {
      place.client().listObjectsV2Paginator(below(full).delimiter("/").build()).stream()
          .forEach(
              page -> {
                for (CommonPrefix common : page.commonPrefixes()) {
                  names.add(common.prefix().substring(full.length(), common.prefix().length() - 1));
                }
                for (S3Object object : page.contents()) {
                  names.add(object.key().substring(full.length()));
                }
              });
    } catch (SdkException e) {
      throw S3Errors.failed("ListObjectsV2", place.address(prefix), e);
    }
    names.remove("");
    return List.copyOf(names);
  }

  @Override
  public void delete(String key) throws IOException {
    ObjectKeys.checked(key);
    try {
      place.client().deleteObject(request -> request.bucket(place.bucket()).key(place.full(key)));
    } catch (SdkException e) {
      if (!S3Errors.isMissing(e)) {
        throw S3Errors.failed("DeleteObject", place.address(key), e);
      }
    }
  }

  @Override
  public String location(String key) {
    return place.address(ObjectKeys.checked(key));
  }

  /**
   * Ends uploads in parts that were begun below this place before {@code then} and never completed:
   * a process that was killed leaves them, invisible and billed. Those of others that write here,
   * as Spark's committer, count too: choose a moment before which no job that still runs began.
   *
   * @return how many
   */
  public int abortUploadsBegunBefore(Instant then) throws IOException {
    int aborted = 0;
    try {
      for (MultipartUpload upload :
          place
              .client()
              .listMultipartUploadsPaginator(
                  request -> request.bucket(place.bucket()).prefix(place.location().prefix()))
              .uploads()) {
        if (upload.initiated().isBefore(then)) {
          abort(upload);
          aborted++;
        }
      }
    } catch (SdkException e) {
      throw S3Errors.failed("sweep of uploads", place.location().toString(), e);
    }
    return aborted;
  }

  private void abort(MultipartUpload upload) {
    try {
      place
          .client()
          .abortMultipartUpload(
              request ->
                  request.bucket(place.bucket()).key(upload.key()).uploadId(upload.uploadId()));
    } catch (SdkException e) {
      if (!S3Errors.isNoSuchUpload(e)) { // completed or aborted since it was listed
        throw e;
      }
    }
  }

  private ListObjectsV2Request.Builder below(String full) {
    return ListObjectsV2Request.builder().bucket(place.bucket()).prefix(full);
  }
}
