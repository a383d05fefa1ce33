package io.tapehouse.extractors.hkex;

import org.junit.jupiter.api.Tag;

/** The same with more pages than every build has time for. */
@Tag("endurance")
class ManyPagesPropertyTest extends PagePropertyContract {

  ManyPagesPropertyTest() {
    super(25);
  }
}
