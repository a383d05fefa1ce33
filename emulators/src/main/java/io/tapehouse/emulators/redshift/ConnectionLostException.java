package io.tapehouse.emulators.redshift;

import java.io.IOException;

/** A connection was broken on purpose. */
final class ConnectionLostException extends IOException {

  ConnectionLostException(StatementFault fault) {
    super(fault.toString());
  }
}
