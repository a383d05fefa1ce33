package io.tapehouse.store.archive;

import java.util.List;

/**
 * What a copy did; of a dry run, what it would do.
 *
 * @param copied versions that are new in the target
 * @param present versions that the target had already, made of the same bytes
 * @param files of the versions copied, without their receipts
 * @param bytes of those files
 * @param conflicts versions of which the target has other bytes: left as they are
 * @param damaged versions of which the source has other bytes than by its receipt, or none: not
 *     copied
 */
public record CopyResult(
    int copied,
    int present,
    int files,
    long bytes,
    List<CopiedVersion> conflicts,
    List<CopiedVersion> damaged) {

  /** Whether all that was to be copied is in the target now. */
  public boolean complete() {
    return conflicts.isEmpty() && damaged.isEmpty();
  }
}
