/** What the ETL is asked to do and what it answers: the words between two processes. */
@NullMarked
package io.tapehouse.store.job;

import org.jspecify.annotations.NullMarked;
