/**
 * What stands in for AWS in tests. Every server listens on loopback only and ends with its test.
 */
@NullMarked
package io.tapehouse.emulators;

import org.jspecify.annotations.NullMarked;
