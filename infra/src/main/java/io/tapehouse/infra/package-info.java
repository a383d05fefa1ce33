/** Tapehouse on AWS: stacks, each made of constructs with one concern. */
@NullMarked
package io.tapehouse.infra;

import org.jspecify.annotations.NullMarked;
