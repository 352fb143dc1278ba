package zhunsheng.policy.cli;

import tools.jackson.databind.ObjectMapper;

/** Machine-readable output. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
