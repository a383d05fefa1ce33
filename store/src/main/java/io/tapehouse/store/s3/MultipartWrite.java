package io.tapehouse.store.s3;

import io.tapehouse.store.Backoff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Writes a file in parts, one after the other. The object appears when the upload is completed, and
 * that on condition that the key is free. An upload that came to nothing is aborted: its parts are
 * invisible, but billed.
 */
final class MultipartWrite {

  private final S3Place place;

  MultipartWrite(S3Place place) {
    this.place = place;
  }

  /** Whether it was written. */
  boolean write(String key, Path source, long size) throws IOException {
    if (place.find(key).isPresent()) {
      return false; // the condition would say so too, after everything was sent
    }
    WriteTicket ticket = WriteTicket.draw();
    Backoff.Attempts attempts = place.conflictBackoff().start();
    while (true) {
      String upload = create(key, ticket);
      try {
        complete(key, upload, sendParts(key, upload, source, size));
        return true;
      } catch (SdkException e) {
        IOException failure = S3Errors.failed("multipart upload", place.address(key), e);
        // From here on this upload cannot be completed by a request that is late, so what a HEAD
        // says next is final.
        abort(key, upload, failure);
        if (S3Errors.isInterrupt(e)) {
          throw failure;
        }
        if (settled(key, ticket, failure)) {
          return true;
        }
        if (S3Errors.isPreconditionFailed(e)) {
          return false;
        }
        if (S3Errors.isNoSuchUpload(e) && place.find(key).isPresent()) {
          return false; // swept away while another wrote the object
        }
        if (!S3Errors.isConflict(e) || !S3Errors.again(attempts)) {
          throw failure;
        }
        // After a conflict S3 asks for a new upload.
      } catch (IOException | RuntimeException e) {
        abort(key, upload, e);
        throw e;
      }
    }
  }

  private String create(String key, WriteTicket ticket) throws IOException {
    CreateMultipartUploadRequest request =
        Marks.of(place.settings())
            .on(CreateMultipartUploadRequest.builder())
            .bucket(place.bucket())
            .key(place.full(key))
            .checksumAlgorithm(ChecksumAlgorithm.SHA256)
            .metadata(ticket.metadata())
            .build();
    try {
      return place.client().createMultipartUpload(request).uploadId();
    } catch (SdkException e) {
      throw S3Errors.failed("CreateMultipartUpload", place.address(key), e);
    }
  }

  private List<CompletedPart> sendParts(String key, String upload, Path source, long size)
      throws IOException {
    long partSize = place.settings().partSizeFor(size);
    List<CompletedPart> parts = new ArrayList<>();
    for (long offset = 0; offset < size; offset += partSize) {
      Slice slice = new Slice(source, offset, Math.min(partSize, size - offset));
      int number = parts.size() + 1;
      String sha256 = slice.sha256();
      UploadPartResponse sent =
          place
              .client()
              .uploadPart(
                  request ->
                      request
                          .bucket(place.bucket())
                          .key(place.full(key))
                          .uploadId(upload)
                          .partNumber(number)
                          .checksumSHA256(sha256),
                  slice.body());
      parts.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(sent.eTag())
              .checksumSHA256(sha256)
              .build());
    }
    return parts;
  }

  private void complete(String key, String upload, List<CompletedPart> parts) {
    place
        .client()
        .completeMultipartUpload(
            request ->
                request
                    .bucket(place.bucket())
                    .key(place.full(key))
                    .uploadId(upload)
                    .ifNoneMatch("*")
                    .multipartUpload(completed -> completed.parts(parts)));
  }

  private boolean settled(String key, WriteTicket ticket, IOException failure) throws IOException {
    try {
      return ticket.isOn(place, key);
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  /** Does nothing to an object that is complete: its upload is gone. */
  private void abort(String key, String upload, Exception failure) {
    // An interrupt must not keep the parts; it is handed on after.
    boolean interrupted = Thread.interrupted();
    try {
      place
          .client()
          .abortMultipartUpload(
              request -> request.bucket(place.bucket()).key(place.full(key)).uploadId(upload));
    } catch (SdkException e) {
      if (!S3Errors.isNoSuchUpload(e)) {
        failure.addSuppressed(e);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
