package zhunsheng.server.regulation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A closed choice that travels in small letters. */
public interface Word {
  String name();

  @JsonValue
  default String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
