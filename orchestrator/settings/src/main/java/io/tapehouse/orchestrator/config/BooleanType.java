package io.tapehouse.orchestrator.config;

/** True or false, and no other word for them. */
record BooleanType() implements ValueType {

  @Override
  public String name() {
    return expected();
  }

  @Override
  public String expected() {
    return "true or false";
  }

  @Override
  public Object read(String text, Place place) throws RefusedValueException {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw RefusedValueException.found(expected(), text);
    };
  }

  @Override
  public Object plain(Object value) {
    return value;
  }
}
