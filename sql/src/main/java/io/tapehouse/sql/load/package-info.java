/** From the lake into the facts: staging, checks, ledger, all in one transaction. */
@NullMarked
package io.tapehouse.sql.load;

import org.jspecify.annotations.NullMarked;
