/** Where a job's archive and lake lie: a folder, or what Hadoop has a file system for. */
@NullMarked
package io.tapehouse.etl.place;

import org.jspecify.annotations.NullMarked;
