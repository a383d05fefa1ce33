/**
 * Asking publishers without being a burden to them: rates by host, retries that back off, and no
 * answer taken for whole that is not.
 */
@NullMarked
package io.tapehouse.extractors.http;

import org.jspecify.annotations.NullMarked;
